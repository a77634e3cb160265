import type { Send } from '../ui/send';

export type PlaceName = 'decisions' | 'tasks';
export type Way = 'token' | 'outside' | 'sign_in';

/** A database as it is mapped. */
export interface Place {
  dataSourceId: string;
  title: string;
  url: string | null;
  properties: Record<string, { id: string; name: string; type: string }>;
  statuses: Record<string, string>;
}

/** An integration as the server tells administrators. */
export interface Integration {
  id: string;
  target: 'notion' | 'file';
  label: string;
  state: 'new' | 'ready' | 'broken';
  settings: {
    version: number;
    secret: { kind: 'none' | 'kept' | 'outside'; hint: string | null };
    reason: { code: string; text: string } | null;
    workspace: string | null;
    decisions: Place | null;
    tasks: Place | null;
    waiting: number;
  };
}

export interface Fault {
  path: string;
  code: string;
  message: string;
}

export interface Checked {
  name: string | null;
  workspace: string | null;
  people: boolean;
  faults: Fault[];
}

export interface Mapping {
  properties: Record<string, string>;
  statuses: Record<string, string>;
}

/** A data source with what may stand in its columns. */
export interface Draft {
  dataSourceId: string;
  title: string;
  columns: { id: string; name: string; type: string; options: string[] }[];
  fields: { field: string; required: boolean; types: string[]; fit: string[]; sample: string }[];
  statuses: string[];
  options: Record<string, Record<string, string>>;
  mapping: Mapping;
  faults: Fault[];
}

export interface Drafts {
  decisions: Draft;
  tasks: Draft;
  sampleOf: string | null;
}

/** What can be done with an integration. */
export interface Deeds {
  save: Send;
  remove: Send;
  test: Send<Checked>;
  signIn: Send<{ url: string }>;
  makeDatabases: Send;
  propose: Send<Drafts>;
  addColumns: Send<Drafts>;
  saveMapping: Send;
}
