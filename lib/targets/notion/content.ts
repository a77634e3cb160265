import { isFullBlock, type ListBlockChildrenResponse, type UpdateBlockParameters } from '@notionhq/client';
import type { Delivery } from '@/lib/ports/export-target';
import { type Ask, whole } from './asking';
import { asRequest, type Block, isKind, requests } from './blocks';
import { changesTo, type Standing, type Wanted } from './changes';
import { NotionFailure } from './failure';
import { hashOf, type Rest } from './memory';

type Listed = ListBlockChildrenResponse['results'][number];

export const wantedFrom = (blocks: readonly Block[]): Wanted[] =>
  blocks.map((block) => ({ hash: hashOf(block), block }));

interface Needs {
  ask: Ask;
  keep(rest: Partial<Rest>): Promise<void>;
  progress: Delivery['progress'];
}

interface Page {
  id: string;
  /** Who made it: the integration. */
  madeBy: string;
}

/**
 * Makes a page hold what is wanted, whatever a try before this one came to. Reads what is there (one call for a
 * hundred blocks), takes as ours what was sent and arrived, then changes only what differs.
 */
export async function writeContent(page: Page, wanted: readonly Wanted[], rest: Rest, needs: Needs) {
  const { ask, keep, progress } = needs;
  const listed = await listBelow(page.id, ask);
  const ours = oursOf(listed, rest, page.madeBy);
  const { rewrite, insert, remove } = changesTo(ours, wanted);
  const known = new Map(ours.map((one) => [one.id, one.hash]));
  let order = ours.map((one) => one.id);
  const blocks = () => order.map((id) => ({ id, hash: known.get(id) ?? '' }));
  await keep({ blocks: blocks(), sent: null });

  const of = rewrite.length + insert.reduce((sum, one) => sum + one.blocks.length, 0) + remove.length;
  const stage = remove.length + rewrite.length > 0 ? 'updating' : 'writing';
  let done = 0;
  const did = async (n: number) => {
    done += n;
    await keep({ blocks: blocks(), sent: null });
    await progress(stage, done, of);
  };

  for (const { id, to } of rewrite) {
    await ask('page', (client) => client.blocks.update(updateOf(id, to.block)));
    known.set(id, to.hash);
    await did(1);
  }
  for (const { after, blocks: fresh } of insert) {
    let anchor = after;
    for (const chunk of requests(fresh.map((one) => one.block))) {
      const hashes = chunk.map(hashOf);
      const { results } = await ask(
        'page',
        (client) =>
          client.blocks.children.append({
            block_id: page.id,
            children: chunk.map(asRequest),
            position: anchor === null ? { type: 'start' } : { type: 'after_block', after_block: { id: anchor } },
          }),
        () => keep({ blocks: blocks(), sent: hashes }),
      );
      const ids = results.map((one) => one.id);
      for (const [at, id] of ids.entries()) known.set(id, hashes[at] ?? '');
      order = order.toSpliced(anchor === null ? 0 : order.indexOf(anchor) + 1, 0, ...ids);
      anchor = ids.at(-1) ?? anchor;
      await did(chunk.length);
    }
  }
  const holding = new Set(ours.flatMap((one) => (one.holds ? [one.id] : [])));
  for (const id of remove) {
    // What somebody wrote below a block would go with it: it stays, and is ours no more.
    if (!holding.has(id) || !(await holdsOthers({ id, madeBy: page.madeBy }, ask)))
      await ask('page', (client) => client.blocks.delete({ block_id: id })).catch(unlessGone);
    order = order.filter((one) => one !== id);
    await did(1);
  }
}

const listBelow = (id: string, ask: Ask): Promise<Listed[]> =>
  whole((cursor) =>
    ask('page', (client) =>
      client.blocks.children.list({ block_id: id, page_size: 100, ...(cursor ? { start_cursor: cursor } : {}) }),
    ),
  );

/** Whether somebody else has written below a block, however deep. */
async function holdsOthers({ id, madeBy }: Page, ask: Ask): Promise<boolean> {
  const below = (await listBelow(id, ask).catch(noneWhereGone)).filter((one) => isFullBlock(one));
  if (below.some((one) => one.created_by.id !== madeBy)) return true;
  for (const one of below) {
    if (one.has_children && (await holdsOthers({ id: one.id, madeBy }, ask))) return true;
  }
  return false;
}

/**
 * Which of a page's blocks are ours, in the order they stand in. What was sent and is not known by id has arrived as
 * far as the integration made blocks that nobody knows. Where nothing is known, all that it made is ours to replace.
 */
function oursOf(listed: readonly Listed[], { blocks, sent }: Rest, madeBy: string): Standing[] {
  const known = new Map(blocks?.map((one) => [one.id, one.hash]));
  const arrived = [...(sent ?? [])];
  return listed.flatMap((one): Standing[] => {
    if (!isFullBlock(one)) return [];
    const { id, type, has_children: holds } = one;
    const foreign = one.created_by.id !== madeBy;
    const hash = known.get(id) ?? (foreign || !isKind(type) ? undefined : blocks ? arrived.shift() : unknown);
    return hash === undefined ? [] : [{ id, hash, type, holds }];
  });
}
/** No hash of a block. */
const unknown = '';

/** Guarantee: the block is of a kind that `canBecome` lets pass, whose update takes the same text as its creation. */
const updateOf = (id: string, block: Block): UpdateBlockParameters =>
  ({ block_id: id, [block.type]: block[block.type] }) as unknown as UpdateBlockParameters;

/** A block that a person has removed meanwhile need not be removed. */
function unlessGone(error: unknown): void {
  const gone = error instanceof NotionFailure && (error.status === 404 || error.status === 400);
  if (!gone) throw error;
}

function noneWhereGone(error: unknown): Listed[] {
  unlessGone(error);
  return [];
}
