import { numeric } from '../set-up/draft';

export const providers = ['openai', 'anthropic', 'google', 'gateway', 'compatible'] as const;
export type Provider = (typeof providers)[number];

interface Price {
  input: number;
  output: number;
}

/** A connection as the server tells it. */
export interface Connection {
  id: string;
  label: string;
  provider: Provider;
  models: string[];
  usual: boolean;
  settings: {
    version: number;
    url: string | null;
    hasKey: boolean;
    keyHint: string | null;
    prices: Record<string, Price>;
    teams: { id: string; name: string }[];
    lastTest: {
      at: string;
      model: string;
      failed: string | null;
      firstTokenMs: number | null;
      totalMs: number | null;
      microUsd: number | null;
    } | null;
  };
}

/** A model as it is being typed; prices in USD per million tokens, empty where nobody knows them. */
export interface DraftModel {
  key: number;
  name: string;
  input: string;
  output: string;
}

export interface Draft {
  provider: Provider;
  label: string;
  url: string;
  /** Only what was typed now. */
  key: string;
  models: DraftModel[];
  usual: boolean;
}

const millionth = 1_000_000;

export function toDraft(of: Connection | null, usual: boolean): Draft {
  const usd = (micro: number | undefined) => (micro === undefined ? '' : String(micro / millionth));
  const models = (of?.models ?? ['']).map((name, key) => {
    const price = of?.settings.prices[name];
    return { key, name, input: usd(price?.input), output: usd(price?.output) };
  });
  const { provider = 'openai', label = '' } = of ?? {};
  return { provider, label, url: of?.settings.url ?? '', key: '', models, usual };
}

const micro = (typed: string) => {
  const usd = numeric(typed);
  return typeof usd === 'number' ? Math.round(usd * millionth) : usd;
};

/** What the server is sent. An empty key is none: a stored one stays. */
export function fromDraft({ provider, label, url, key, models, usual }: Draft) {
  return {
    label,
    ...(provider === 'compatible' ? { url } : {}),
    ...(key.trim() ? { key } : {}),
    models: models.map(({ name, input, output }) => ({
      name,
      price: input.trim() || output.trim() ? { input: micro(input), output: micro(output) } : null,
    })),
    usual,
  };
}
