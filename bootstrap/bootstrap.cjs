// What `npm start` and `npm test` run first. Plain old JavaScript without dependencies: it must start on whichever Node
// the machine has, and say what is wrong where that one is too old. It installs the packages that the lockfile names,
// among them the Node that everything else runs on, and hands over to it.
var crypto = require('crypto');
var fs = require('fs');
var os = require('os');
var path = require('path');
var spawnSync = require('child_process').spawnSync;
var isOldForNativeParts = require('./old-node.cjs');

var oldestNode = 18; // npm 8 and later read the lockfile's version 3
var npmOfOldNodes = '11.19.1';
var root = path.resolve(__dirname, '..');
var stamp = path.join(root, 'node_modules/.installed-lockfile');
var entries = { start: ['packages/cli/src/main.ts', 'start'], test: ['bootstrap/test.ts'] };

function fail(message) {
  console.error(message);
  process.exit(2);
}

/** Which lockfile, on which kind of machine: an install for another one is none. */
function fingerprint() {
  var lockfile = fs.readFileSync(path.join(root, 'package-lock.json'));
  var hash = crypto.createHash('sha256').update(lockfile).digest('hex');
  return [hash, process.platform, process.arch].join(' ');
}

/** An install that was cut short has no stamp, and is done again. */
function isInstalled() {
  return fs.existsSync(stamp) && fs.readFileSync(stamp, 'utf8') === fingerprint();
}

/** The command line of an npm that leaves nothing out. */
function npmCommand() {
  var npm = process.env.npm_execpath ? [process.execPath, process.env.npm_execpath] : ['npm'];
  if (!isOldForNativeParts(process.versions.node)) return npm;
  var node = require('../package.json').devDependencies.node;
  console.log('Node.js is ' + process.versions.node + ' here, so npm is run by Node.js ' + node + ' ...');
  var packages = ['--package=node@' + node, '--package=npm@' + npmOfOldNodes];
  return npm.concat(['exec', '--yes', '--loglevel=error'], packages, ['--', 'npm']);
}

function install() {
  console.log('Installing the packages that package-lock.json names ...');
  var npm = npmCommand();
  // Only the script of `node` may run, as allowScripts of package.json says, which an npm older than 11.16 does not read.
  runNpm(npm, ['ci', '--ignore-scripts', '--no-audit', '--no-fund']);
  runNpm(npm, ['rebuild', 'node']);
  fs.writeFileSync(stamp, fingerprint());
}

function runNpm(npm, command) {
  var args = npm.slice(1).concat(command, ['--prefix', root, '--loglevel=error']);
  // Elsewhere, since what is installed here already would run, and be taken away meanwhile.
  var result = spawnSync(npm[0], args, { cwd: os.tmpdir(), stdio: ['ignore', 'inherit', 'inherit'] });
  if (result.error)
    fail('npm could not be started: ' + result.error.message + '\nInstall npm, which comes with Node.js.');
  if (result.status !== 0)
    fail('npm ' + command[0] + ' failed, as it says above. Mend that, then run the same command again.');
}

function main() {
  var entry = entries[process.argv[2]];
  if (!entry) fail('usage: node bootstrap/bootstrap.cjs start|test');
  if (Number(process.versions.node.split('.')[0]) < oldestNode) {
    fail(
      'Node.js is ' +
        process.versions.node +
        ' here, too old to install with.\n' +
        'Install Node.js ' +
        oldestNode +
        ' or newer (https://nodejs.org); the project brings its own for the rest.',
    );
  }
  if (!isInstalled()) install();
  var node = path.join(root, 'node_modules/node/bin/node');
  var bin = path.join(root, 'node_modules/.bin');
  // A Ctrl-C reaches both: what runs below ends in order, and this process with it.
  process.on('SIGINT', function () {});
  var result = spawnSync(node, entry.concat(process.argv.slice(3)), {
    cwd: root,
    stdio: 'inherit',
    // Every `node` below is the project's own.
    env: Object.assign({}, process.env, { PATH: bin + path.delimiter + process.env.PATH }),
  });
  if (result.error)
    fail(
      "The project's own Node.js does not start: " +
        result.error.message +
        '\nRun: rm -rf node_modules, then the same command again.',
    );
  process.exit(result.status === null ? 1 : result.status);
}

main();
