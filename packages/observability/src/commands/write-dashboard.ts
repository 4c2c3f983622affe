import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { dashboardFile, dashboardText } from '../dashboard-file.ts';

await mkdir(path.dirname(dashboardFile), { recursive: true });
await writeFile(dashboardFile, dashboardText());
