// A WebSocket by hand, for frames that no library would send.

import { once } from "node:events"
import { connect, type Socket } from "node:net"

/** A WebSocket's opening by hand, for frames that no library would send. */
export async function rawSocket(port: number): Promise<Socket> {
  const socket = connect(port, "127.0.0.1")
  socket.on("error", () => undefined)
  await once(socket, "connect")
  socket.write(
    [
      "GET /circuit HTTP/1.1",
      "Host: 127.0.0.1",
      "Upgrade: websocket",
      "Connection: Upgrade",
      "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==",
      "Sec-WebSocket-Version: 13",
      "Sec-WebSocket-Extensions: permessage-deflate",
      "",
      "",
    ].join("\r\n"),
  )
  const answers: readonly unknown[] = await once(socket, "data")
  const answer = String(answers[0])
  // Whatever is offered, nothing is compressed.
  const isPlain = answer.includes("101 Switching") && !/permessage-deflate/i.test(answer)
  if (!isPlain) throw new Error(answer)
  return socket
}

/** The close code in the frame the server answers with. */
export async function closeCodeAfter(
  socket: Socket,
  ...frames: readonly number[][]
): Promise<number> {
  const chunks: Buffer[] = []
  socket.on("data", (chunk: Buffer) => chunks.push(chunk))
  const closed = once(socket, "close")
  for (const frame of frames) socket.write(Uint8Array.from(frame))
  await closed
  const bytes = Buffer.concat(chunks)
  const at = bytes.indexOf(0x88)
  return at < 0 ? 0 : bytes.readUInt16BE(at + 2)
}

/** A masked frame (mask of zeros) of these first-byte bits and payload. */
export function frameOf(first: number, payload: readonly number[]): number[] {
  return [first, 0x80 | payload.length, 0, 0, 0, 0, ...payload]
}
