import { TextFile } from 'projen';
import type { Monorepo } from './monorepo.ts';
import type { NestService } from './nest-service.ts';

/** A service's Dockerfile: one bundled file on a base that brings Node and nothing else. */
export class Dockerfile extends TextFile {
  constructor(repo: Monorepo, { directory, name }: NestService) {
    super(repo, `${directory}/Dockerfile`, { marker: true });
    for (const line of [
      `# ${this.marker}`,
      '# The base must have Node 24 at /nodejs/bin/node, as gcr.io/distroless/nodejs24-debian12 has.',
      'ARG BASE_IMAGE=gcr.io/distroless/nodejs24-debian12:nonroot',
      'FROM ${BASE_IMAGE}',
      '# As https://specs.opencontainers.org/image-spec/annotations has them; without a time or a commit, so that the same',
      '# content is the same image.',
      'ARG BASE_IMAGE',
      `LABEL org.opencontainers.image.title="${name}" \\`,
      `      org.opencontainers.image.description="The service ${name} of ${repo.name}" \\`,
      `      org.opencontainers.image.licenses="${repo.license}" \\`,
      '      org.opencontainers.image.base.name="${BASE_IMAGE}"',
      'WORKDIR /app',
      'COPY main.mjs /app/main.mjs',
      'ENV NODE_ENV=production',
      '# A number, not a name, so that Kubernetes can see that it is not root.',
      'USER 65532:65532',
      'ENTRYPOINT ["/nodejs/bin/node"]',
      'CMD ["/app/main.mjs"]',
      '',
    ]) {
      this.addLine(line);
    }
  }
}
