#!/usr/bin/env node
// Plain old JavaScript, because it must start on whichever Node is there: the tool itself needs the repository's own.
var os = require('os');
var path = require('path');
var spawn = require('child_process').spawn;

var root = path.resolve(__dirname, '../../..');
var main = path.join(__dirname, '../src/main.ts');
var major = Number(process.versions.node.split('.')[0]);

function launch() {
  var node = path.join(root, 'node_modules/node/bin/node');
  var bin = path.join(root, 'node_modules/.bin');
  var child = spawn(node, [main].concat(process.argv.slice(2)), {
    stdio: 'inherit',
    env: Object.assign({}, process.env, { PATH: bin + path.delimiter + process.env.PATH }),
  });
  // The tool cleans up after itself; this process goes when it has.
  ['SIGINT', 'SIGTERM', 'SIGHUP'].forEach(function (name) {
    process.on(name, function () {
      child.kill(name);
    });
  });
  child.on('error', function (error) {
    console.error('The repository is not installed yet (' + error.message + ').\nRun: npm ci');
    process.exit(2);
  });
  child.on('exit', function (code, signal) {
    process.exit(code === null ? 128 + os.constants.signals[signal] : code);
  });
}

if (major >= 24) import(require('url').pathToFileURL(main).href);
else launch();
