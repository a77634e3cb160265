import { createSocket } from 'node:dgram';
import { once } from 'node:events';

/** A name server of this machine that gives every name one TXT record (RFC 1035), which may be set later. */
export async function startNameServer() {
  const socket = createSocket('udp4');
  let record = '';
  socket.on('message', (question, from) => {
    let end = 12;
    while (question[end]) end += (question[end] ?? 0) + 1;
    const asked = question.subarray(12, end + 5);
    const text = Buffer.from(record, 'latin1');
    const head = Buffer.alloc(12);
    question.copy(head, 0, 0, 2);
    head.writeUInt16BE(0x8180, 2); // an answer, without an error
    head.writeUInt16BE(1, 4);
    head.writeUInt16BE(1, 6);
    const answer = Buffer.alloc(13);
    answer.writeUInt16BE(0xc00c, 0); // the name that was asked for
    answer.writeUInt16BE(16, 2); // TXT
    answer.writeUInt16BE(1, 4);
    answer.writeUInt16BE(text.length + 1, 10);
    answer.writeUInt8(text.length, 12);
    socket.send(Buffer.concat([head, asked, answer, text]), from.port, from.address);
  });
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  return {
    address: `127.0.0.1:${socket.address().port}`,
    say: (text: string) => {
      record = text;
    },
    close: () => socket.close(),
  };
}
