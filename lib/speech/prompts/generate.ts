import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('.', import.meta.url));

/** The prompts as one module, so that every bundle holds them without reading a file at run time. */
export function promptsModule(): string {
  const prompts = Object.fromEntries(['en', 'ru'].map((language) => [language, Object.fromEntries(files(language))]));
  return `// Made from the Markdown files beside it by \`npx tsx lib/speech/prompts/generate.ts\`. Change those instead.\n// biome-ignore-all format: made by a program\nexport const prompts = ${JSON.stringify(prompts, null, 2)} as const;\n`;
}

function files(language: string): [string, { version: number; text: string }][] {
  return readdirSync(`${folder}${language}`)
    .sort()
    .map((file) => {
      const [, version, text] =
        /^---\nversion: (\d+)\n---\n([\s\S]*)$/.exec(readFileSync(`${folder}${language}/${file}`, 'utf8')) ?? [];
      if (!version || !text?.trim())
        throw new Error(`${language}/${file} needs front matter with its version, and a text`);
      return [file.replace(/\.md$/, ''), { version: Number(version), text: text.trim() }];
    });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(`${folder}prompts.ts`, promptsModule());
