#!/usr/bin/env node
// Plain old JavaScript, because it must start on whichever Node is there: the tool itself needs the repository's own.
var path = require('path');
var spawnSync = require('child_process').spawnSync;

var root = path.resolve(__dirname, '../../..');
var main = path.join(__dirname, '../src/main.ts');
var major = Number(process.versions.node.split('.')[0]);

if (major >= 24) {
  import(require('url').pathToFileURL(main).href);
} else {
  var node = path.join(root, 'node_modules/node/bin/node');
  var bin = path.join(root, 'node_modules/.bin');
  var result = spawnSync(node, [main].concat(process.argv.slice(2)), {
    stdio: 'inherit',
    env: Object.assign({}, process.env, { PATH: bin + path.delimiter + process.env.PATH }),
  });
  if (result.error) {
    console.error('The repository is not installed yet (' + result.error.message + ').\nRun: npm ci');
    process.exit(2);
  }
  process.exit(result.status === null ? 1 : result.status);
}
