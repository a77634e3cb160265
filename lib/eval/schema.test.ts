import { describe, expect, it } from 'vitest';
import { actionItemSchema, decisionLogSchema } from '@/lib/council/decision-log.schema';
import { hold, matters } from './matters';

describe('what a council records', () => {
  it.each(matters)(
    'holds nothing but what its published schema names, or strict readers refuse it: $name',
    ({ agenda }) => {
      const { log, state } = hold(agenda);
      expect(decisionLogSchema.parse(log)).toEqual(log);
      const items = state.artifacts.action_items?.items ?? [];
      expect(items.flatMap((item) => actionItemSchema.safeParse(item).error?.issues ?? [])).toEqual([]);
    },
  );
});
