import { drizzle } from 'drizzle-orm/node-postgres';
import pg from 'pg';
import { z } from 'zod';
import type { Db } from './client';
import * as schema from './schema';

const nodeSchema = z.looseObject({
  'Node Type': z.string(),
  'Relation Name': z.string().optional(),
  'Index Name': z.string().optional(),
  'Actual Rows': z.number(),
  'Actual Loops': z.number(),
  'Rows Removed by Filter': z.number().default(0),
  'Rows Removed by Index Recheck': z.number().default(0),
  'Shared Hit Blocks': z.number().default(0),
  'Shared Read Blocks': z.number().default(0),
  get Plans() {
    return z.array(nodeSchema).default([]);
  },
});
type Node = z.infer<typeof nodeSchema>;
const explainedSchema = z.looseObject({ 'Query Text': z.string(), Plan: nodeSchema });

/** How one statement was carried out, with those inside functions each on its own. */
export interface Plan {
  statement: string;
  ms: number;
  /** Rows that it gave, and rows that its scans looked at for them. */
  returned: number;
  read: number;
  /** Pages of 8 kB touched. */
  blocks: number;
  /** Tables that it went through from end to end, with the rows it met there. */
  sequential: { table: string; rows: number }[];
}

const nodesOf = (node: Node): Node[] => [node, ...node.Plans.flatMap(nodesOf)];
const rowsOf = (node: Node) =>
  Math.round(
    (node['Actual Rows'] + node['Rows Removed by Filter'] + node['Rows Removed by Index Recheck']) *
      node['Actual Loops'],
  );

function planOf(message: string): Plan | null {
  const [, ms, json] = /^duration: ([\d.]+) ms\s+plan:\s(.*)$/s.exec(message) ?? [];
  if (!json) return null;
  const { Plan: root, 'Query Text': statement } = explainedSchema.parse(JSON.parse(json));
  // The heap part of a bitmap scan tells the rows; its index parts would count them again.
  const scans = nodesOf(root).filter((node) => node['Relation Name'] && / Scan$/.test(node['Node Type']));
  return {
    statement,
    ms: Number(ms),
    returned: Math.round(root['Actual Rows'] * root['Actual Loops']),
    read: scans.reduce((sum, node) => sum + rowsOf(node), 0),
    blocks: root['Shared Hit Blocks'] + root['Shared Read Blocks'],
    sequential: scans
      .filter((node) => node['Node Type'] === 'Seq Scan')
      .map((node) => ({ table: node['Relation Name'] ?? '', rows: rowsOf(node) })),
  };
}

const settings = {
  random_page_cost: '1.1', // as on every disk without moving parts
  session_preload_libraries: 'auto_explain',
  'auto_explain.log_min_duration': '0',
  'auto_explain.log_nested_statements': 'on',
  'auto_explain.log_analyze': 'on',
  'auto_explain.log_buffers': 'on',
  'auto_explain.log_format': 'json',
  'auto_explain.log_level': 'notice',
};

/** A database that tells how each statement was carried out. Its user must be a superuser. */
export function watchPlans(url: string) {
  const options = Object.entries(settings)
    .map(([name, value]) => `-c ${name}=${value}`)
    .join(' ');
  const pool = new pg.Pool({ connectionString: url, options, max: 10 });
  const plans: Plan[] = [];
  pool.on('error', () => {}); // an idle connection, when the database is dropped
  pool.on('connect', (client) => {
    client.on('notice', ({ message }) => {
      const plan = planOf(message ?? '');
      if (plan) plans.push(plan);
    });
  });
  const db: Db = drizzle(pool, { schema });
  return {
    db,
    /** The plans of what `work` asked. */
    async plansOf(work: () => Promise<unknown>): Promise<Plan[]> {
      plans.length = 0;
      await work();
      return plans.splice(0);
    },
    close: () => pool.end(),
  };
}

/** So many rows may be met without an index, and so many be read for each one that is given. */
const fewRows = 500;
const perRow = 20;

/** What a question may read beyond that: in statements that count or sum, and in the others. */
export interface Allowance {
  counts?: number;
  rows?: number;
}

/** What is wrong with a plan; null: nothing. */
export function wrongWith(plan: Plan, { counts = fewRows, rows = fewRows }: Allowance = {}): string | null {
  const share = perRow * plan.returned;
  const through = plan.sequential.find((one) => one.rows > Math.max(fewRows, share));
  if (through) return `goes through all ${through.rows} rows of ${through.table}`;
  const most = Math.max(/\b(count|sum)\(/.test(plan.statement) ? counts : rows, share);
  return plan.read > most ? `reads ${plan.read} rows to give ${plan.returned}` : null;
}
