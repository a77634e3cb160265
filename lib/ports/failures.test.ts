import { expect, it, vi } from 'vitest';
import { SpeechFailure } from './speech';
import { VaultError } from './vault';

it('a failure is known in every bundle of the server: else a wrong key is told as a fault of ours', async () => {
  vi.resetModules();
  const [speech, vault] = [await import('./speech'), await import('./vault')];
  expect(speech.SpeechFailure).not.toBe(SpeechFailure);
  expect(new speech.SpeechFailure({ code: 'model.key_refused' }, false)).toBeInstanceOf(SpeechFailure);
  expect(new vault.VaultError('wrong_key')).toBeInstanceOf(VaultError);
  expect(new Error('model.key_refused')).not.toBeInstanceOf(SpeechFailure);
});
