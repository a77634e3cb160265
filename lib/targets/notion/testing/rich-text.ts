import type { BlockObjectRequest, RichTextItemResponse } from '@notionhq/client';

export type TextRequest = Extract<BlockObjectRequest, { type?: 'template' }>['template']['rich_text'][number];

const plain = {
  bold: false,
  italic: false,
  strikethrough: false,
  underline: false,
  code: false,
  color: 'default',
} as const;

/** A text as it was sent, as Notion gives it back. */
export function richText(texts: readonly TextRequest[] = []): RichTextItemResponse[] {
  return texts.map((one) => {
    const annotations = { ...plain, ...one.annotations };
    if ('text' in one) {
      const { content } = one.text;
      const link = one.text.link ?? null;
      return { type: 'text', text: { content, link }, plain_text: content, href: link?.url ?? null, annotations };
    }
    if ('equation' in one) {
      const { equation } = one;
      return { type: 'equation', equation, plain_text: equation.expression, href: null, annotations };
    }
    return { ...mention(one.mention), href: null, annotations };
  });
}

type MentionRequest = Extract<TextRequest, { mention: unknown }>['mention'];
type Mention = Pick<Extract<RichTextItemResponse, { type: 'mention' }>, 'type' | 'mention' | 'plain_text'>;

function mention(asked: MentionRequest): Mention {
  if ('user' in asked) {
    const { id } = asked.user;
    return { type: 'mention', mention: { type: 'user', user: { object: 'user', id } }, plain_text: `@${id}` };
  }
  if ('page' in asked) {
    return { type: 'mention', mention: { type: 'page', page: { id: asked.page.id } }, plain_text: asked.page.id };
  }
  if ('date' in asked) {
    const { start, end = null, time_zone = null } = asked.date;
    return { type: 'mention', mention: { type: 'date', date: { start, end, time_zone } }, plain_text: start };
  }
  throw new Error('the twin knows mentions of users, pages and dates');
}

export const plainText = (texts: readonly { plain_text: string }[]) => texts.map((one) => one.plain_text).join('');

export const asText = (content: string) => richText(content === '' ? [] : [{ text: { content } }]);
