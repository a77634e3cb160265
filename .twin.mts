import { createServer } from 'node:http';
import { startNotion } from '@/lib/targets/notion/testing/notion';
const twin = await startNotion({ listen: true });
const home = twin.person.addPage('Team home');
twin.person.addPage('Council archive', { parent: home });
twin.person.addMember('Ada', 'ada@example.org');
console.log(JSON.stringify({ url: twin.url, token: twin.token, home }));
createServer(async (q, r) => {
  let b = ''; for await (const c of q) b += c;
  try { const out = await new Function('twin', `return (async()=>{${b}})()`)(twin); r.end(JSON.stringify(out ?? null)); } catch (e) { r.end(String(e)); }
}).listen(3911, '127.0.0.1');
