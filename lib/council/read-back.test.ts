import { describe, expect, it } from 'vitest';
import { stepsBack } from './read-back';

describe('what is read back', () => {
  it('makes a task done here that was done there, also one that nobody had confirmed', () => {
    expect(stepsBack('confirmed', 'confirmed', ['done'])).toEqual(['done']);
    expect(stepsBack('proposed', 'proposed', ['done'])).toEqual(['confirmed', 'done']);
    expect(stepsBack('done', 'done', ['confirmed'])).toEqual(['confirmed']);
    expect(stepsBack('done', 'done', ['dropped'])).toEqual(['confirmed', 'dropped']);
  });

  it('undoes nothing that was changed here while nothing has moved there', () => {
    expect(stepsBack('done', 'confirmed', ['confirmed'])).toEqual([]);
    expect(stepsBack('dropped', 'proposed', ['proposed', 'confirmed'])).toEqual([]);
  });

  it('takes one word for several of ours as the one that it is', () => {
    expect(stepsBack('confirmed', 'confirmed', ['proposed', 'confirmed'])).toEqual([]);
    expect(stepsBack('proposed', 'proposed', ['proposed', 'confirmed'])).toEqual([]);
    expect(stepsBack('done', 'done', ['proposed', 'confirmed'])).toEqual(['confirmed']);
  });

  it('leaves a task alone for a word that means nothing here, or only a proposal', () => {
    expect(stepsBack('confirmed', 'confirmed', [])).toEqual([]);
    expect(stepsBack('confirmed', 'confirmed', ['proposed'])).toEqual([]);
  });

  it('keeps ours where both have moved, unless theirs is further on', () => {
    expect(stepsBack('confirmed', 'proposed', ['done'])).toEqual(['done']);
    expect(stepsBack('dropped', 'confirmed', ['done'])).toEqual([]);
    expect(stepsBack('done', 'confirmed', ['dropped'])).toEqual([]);
  });
});
