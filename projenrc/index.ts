import { sayStatementMistake } from './say-mistakes.ts';

export { CdkApp } from './cdk-app.ts';
export { CliTool } from './cli-tool.ts';
export { Delivery } from './delivery.ts';
export { Library } from './library.ts';
export { LoadTests } from './load-tests.ts';
export { Monorepo } from './monorepo.ts';
export { NestService } from './nest-service.ts';
export { TestSuite } from './test-suite.ts';

process.on('uncaughtException', sayStatementMistake);
