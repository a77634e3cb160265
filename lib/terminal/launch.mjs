// node lib/terminal/launch.mjs tsx FILE … | next dev …: runs it on Node 24, with the packages installed and .env read.
import { environment, onProjectNode, projectNode, root, run } from './install.mjs';

const [tool, ...args] = process.argv.slice(2);
const commands = {
  tsx: ['--import', 'tsx'],
  next: ['node_modules/next/dist/bin/next'],
};

await onProjectNode(import.meta.url, async () => {
  process.chdir(root);
  const env = { ...environment(), NEXT_MANUAL_SIG_HANDLE: 'true' };
  process.exitCode = await run([projectNode(), ...commands[tool], ...args], { env });
});
