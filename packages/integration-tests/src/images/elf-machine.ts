import type { Architecture } from '@eks-practice/machine/architecture';
import type { Container } from 'dockerode';

/** The processor that a program is for, as its ELF header has it: https://refspecs.linuxfoundation.org/elf/gabi4+/ch4.eheader.html */
const elfMachines: Readonly<Record<number, Architecture>> = { 62: 'amd64', 183: 'arm64' };

const machineOffset = 18;

/** What an executable or a library in a container is for, read without running anything. */
export async function elfMachine(container: Container, file: string): Promise<Architecture | undefined> {
  const content = await beginningOf(container, file);
  if (content.toString('latin1', 0, 4) !== '\x7fELF') throw new Error(`${file} is no ELF file.`);
  return elfMachines[content.readUInt16LE(machineOffset)];
}

const tarBlock = 512;

/** The first bytes of a regular file; Docker hands files over as tar archives of one, perhaps after extended headers. */
async function beginningOf(container: Container, file: string): Promise<Buffer> {
  const archive = await container.getArchive({ path: file });
  let read = Buffer.alloc(0);
  for await (const chunk of archive as AsyncIterable<Buffer>) {
    read = Buffer.concat([read, chunk]);
    if (read.length >= 8 * tarBlock) break;
  }
  let start = 0;
  while ('xg'.includes(read.toString('latin1', start + 156, start + 157))) {
    const size = Number.parseInt(read.toString('latin1', start + 124, start + 136), 8);
    start += tarBlock * (1 + Math.ceil(size / tarBlock));
  }
  return read.subarray(start + tarBlock);
}
