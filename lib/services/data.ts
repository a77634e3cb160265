import type { Db } from '@/db/client';
import type { Context } from './context';

/** A database or a transaction in it. */
export type Executor = Pick<Db, 'select' | 'insert' | 'update' | 'delete' | 'execute'>;

/** All that a service needs which only reads and writes rows; `speech` tells what a model costs, `vault` keeps its key. */
export type DataContext = Pick<Context, 'db' | 'env' | 'speech' | 'vault'>;
