import type { Architecture } from '@eks-practice/machine/architecture';
import { cachedFile, contentHash } from '@eks-practice/machine/disk/cache';
import { buildImage } from '@eks-practice/machine/docker/docker-build';
import type { Progress } from '@eks-practice/machine/progress';
import { mmdebstrap } from '@eks-practice/machine/programs/mmdebstrap';
import type { BaseImage } from './base-image.ts';
import { withBuildContext } from './build-context.ts';
import { nodeBinary, nodeVersion } from './node-binary.ts';

/** Everything that the image is made of, and so everything that its tag is a hash of. */
const recipe = {
  suite: 'bookworm',
  // The C and C++ libraries that Node links to, and os-release. Node has time zones and encodings of its own.
  packages: ['base-files', 'libc6', 'libgcc-s1', 'libstdc++6'],
  // Half of those packages is what nothing here opens. The licences stay.
  without: [
    ...['/usr/lib/*/gconv/*', '/lib/*/libmvec.*', '/usr/bin/*', '/usr/share/gcc/*', '/usr/share/gdb/*'],
    ...['/usr/share/doc/*', '/usr/share/lintian/*', '/usr/share/man/*'],
  ],
  with: ['/usr/share/doc/*/copyright'],
  // What each package says of itself, where distroless images have it: scanners look there for what an image is made of.
  hook:
    'mkdir -p "$1/var/lib/dpkg/status.d" && for deb in "$1"/var/cache/apt/archives/*.deb; do ' +
    'dpkg-deb --field "$deb" > "$1/var/lib/dpkg/status.d/$(dpkg-deb --field "$deb" Package)" || exit 1; done',
  dockerfile: [
    'FROM scratch',
    'ADD root.tar /',
    'COPY passwd /etc/passwd',
    'COPY node /nodejs/bin/node',
    'USER 65532:65532',
    'ENTRYPOINT ["/nodejs/bin/node"]',
    '',
  ].join('\n'),
  passwd: 'root:x:0:0:root:/root:/sbin/nologin\nnonroot:x:65532:65532:nonroot:/home/nonroot:/sbin/nologin\n',
} as const;

/** The base image that can be built where none can be pulled. */
export function debianBase(architecture: Architecture): BaseImage {
  const identity = contentHash(JSON.stringify(recipe), nodeVersion, architecture);
  return { architecture, reference: `eks-practice/node-base:${identity}`, identity };
}

/** Builds it from Debian's packages and Node's binary, without running anything of either. */
export async function buildDebianBase(architecture: Architecture, progress: Progress): Promise<void> {
  progress(`making the ${architecture} base image from Debian packages and Node`);
  const files = {
    Dockerfile: { content: recipe.dockerfile },
    passwd: { content: recipe.passwd },
    'root.tar': { file: await rootFileSystem(architecture, progress) },
    node: { file: await nodeBinary(architecture, progress) },
  };
  const { reference } = debianBase(architecture);
  await withBuildContext(files, (context) => buildImage({ context, reference, architecture }));
}

async function rootFileSystem(architecture: Architecture, progress: Progress): Promise<string> {
  const { suite, packages, hook } = recipe;
  const paths = [
    ...recipe.without.map((glob) => `--dpkgopt=path-exclude=${glob}`),
    ...recipe.with.map((glob) => `--dpkgopt=path-include=${glob}`),
  ];
  const key = contentHash(suite, ...packages, ...paths, hook, architecture);
  return cachedFile(`images/node-root-${key}.tar`, async (target) => {
    // `extract` unpacks and runs nothing: no shell is needed inside, and any architecture can be unpacked on any.
    const how = ['--variant=extract', '--format=tar', `--architectures=${architecture}`];
    const what = [`--extract-hook=${hook}`, `--include=${packages.join(',')}`, suite];
    await mmdebstrap([...how, ...paths, ...what], target, progress);
  });
}
