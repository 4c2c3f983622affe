import { builtinModules } from 'node:module';
import type { Plugin } from 'esbuild';

const namespace = 'builtin';

/**
 * Has each import of a module of Node's own become a `require`. For an `import`, Node reads everything that the module exports,
 * what it would load later too: for `node:http` that is a whole HTTP client, with HTTP/2, that nothing here uses. It was a
 * tenth of the CPU until a service's first answer.
 */
export const builtinModulesByRequire: Plugin = {
  name: 'builtin-modules-by-require',
  setup(bundler) {
    bundler.onResolve({ filter: /^(node:)?[a-z0-9_/]+$/ }, ({ path, kind }) => {
      const name = path.replace(/^node:/, '');
      if (kind !== 'import-statement' || !builtinModules.includes(name)) return undefined;
      return { path: `node:${name}`, namespace };
    });
    bundler.onLoad({ filter: /.*/, namespace }, ({ path }) => ({
      contents: `module.exports = require(${JSON.stringify(path)});`,
    }));
  },
};
