import { listPorts } from '../transport/ports';

export async function portsCommand(): Promise<void> {
  for (const { path, name } of await listPorts())
    process.stdout.write(name === undefined ? `${path}\n` : `${path}\t${name}\n`);
}
