import { isAlias, isMap, isScalar, LineCounter, parseDocument, visit } from 'yaml';
import type { InputIssue } from '../errors';

export interface FrontMatter {
  /** Values by key; null-prototype, so that no key is special. */
  values: Record<string, unknown>;
  /** 1-based line in the file of every path, e.g. `incident.started_at`. */
  lines: Map<string, number>;
  issues: InputIssue[];
  body: string;
  /** Lines of the file before the body. */
  bodyOffset: number;
}

/** Splits a leading YAML block between two `---` lines from the Markdown that follows. */
export function splitFrontMatter(text: string): FrontMatter {
  const opening = /^(?:[ \t]*\n)*---[ \t]*\n/.exec(text)?.[0];
  const none = { values: Object.create(null), lines: new Map<string, number>(), issues: [] as InputIssue[] };
  if (opening === undefined) return { ...none, body: text, bodyOffset: 0 };
  const rest = text.slice(opening.length);
  const closing = /^---[ \t]*(?:\n|$)/m.exec(rest);
  const before = count(opening);
  if (!closing) {
    const issues = [{ path: '', code: 'agenda.front_matter_open', args: { line: before } }];
    return { ...none, issues, body: '', bodyOffset: before };
  }
  const source = rest.slice(0, closing.index);
  const used = opening.length + closing.index + closing[0].length;
  return { ...readYaml(source, before), body: text.slice(used), bodyOffset: count(text.slice(0, used)) };
}

function readYaml(source: string, offset: number): Pick<FrontMatter, 'values' | 'lines' | 'issues'> {
  const counter = new LineCounter();
  const values: Record<string, unknown> = Object.create(null);
  const lines = new Map<string, number>();
  const document = parseDocument(source, { lineCounter: counter, prettyErrors: false, logLevel: 'silent' });
  const lineAt = (position: number) => counter.linePos(position).line + offset;
  const issues: InputIssue[] = document.errors.map((error) => ({
    path: '',
    code: error.code === 'DUPLICATE_KEY' ? 'agenda.duplicate_key' : 'agenda.yaml',
    args: { line: lineAt(error.pos[0]) },
  }));
  if (issues.length > 0 || document.contents === null) return { values, lines, issues };
  if (!isMap(document.contents)) {
    return { values, lines, issues: [{ path: '', code: 'agenda.yaml', args: { line: offset + 1 } }] };
  }
  visit(document, {
    Alias: (_, node) =>
      void issues.push({ path: '', code: 'agenda.yaml', args: { line: lineAt(node.range?.[0] ?? 0) } }),
    Pair: (_, pair, path) => {
      if (!isScalar(pair.key)) return;
      const parents = path.flatMap((one) => ('key' in one && isScalar(one.key) ? [String(one.key.value)] : []));
      lines.set([...parents, String(pair.key.value)].join('.'), lineAt(pair.key.range?.[0] ?? 0));
    },
  });
  if (issues.length > 0) return { values, lines, issues };
  for (const pair of document.contents.items) {
    if (!isScalar(pair.key) || isAlias(pair.value)) continue;
    values[String(pair.key.value)] = isNode(pair.value) ? pair.value.toJS(document) : null;
  }
  return { values, lines, issues };
}

function isNode(value: unknown): value is { toJS(document: unknown): unknown } {
  return typeof value === 'object' && value !== null && 'toJS' in value;
}

const count = (text: string) => text.split('\n').length - 1;
