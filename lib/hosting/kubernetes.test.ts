import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import { z } from 'zod';
import { readEnv, variables } from '../env';

const folder = join(import.meta.dirname, 'kubernetes');
const read = (file: string) => readFileSync(join(folder, file), 'utf8');
const { resources } = z.object({ resources: z.array(z.string()) }).parse(parse(read('kustomization.yaml')));

const manifestSchema = z.looseObject({
  apiVersion: z.string(),
  kind: z.string(),
  metadata: z.looseObject({ name: z.string() }),
});
const manifests = resources.flatMap((file) =>
  parseAllDocuments(read(file)).map((document) => ({ file, manifest: manifestSchema.parse(document.toJS()) })),
);
const one = <S extends z.ZodType>(kind: string, schema: S): z.output<S> =>
  schema.parse(manifests.find(({ manifest }) => manifest.kind === kind)?.manifest);

/** Where Kubernetes' own types of a kind lie. */
const typesOf = (apiVersion: string) =>
  apiVersion.startsWith('external-secrets.io/')
    ? `@kubernetes-models/external-secrets/${apiVersion}`
    : `kubernetes-models/${apiVersion}`;

/** What the compiler says of manifests written as literals of Kubernetes' own types: it knows every field. */
function complaints(all: typeof manifests): string[] {
  const name = join(import.meta.dirname, 'manifests.generated.ts');
  const source = all
    .map(({ manifest }, at) => {
      const { apiVersion, kind } = manifest;
      const type = `import('${typesOf(apiVersion)}/${kind}').I${kind}`;
      return `export const m${at}: ${type} = ${JSON.stringify(manifest)};`;
    })
    .join('\n');
  const options: ts.CompilerOptions = {
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    types: [],
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
  };
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists } = host;
  host.fileExists = (path) => path === name || fileExists(path);
  host.getSourceFile = (path, ...rest) =>
    path === name ? ts.createSourceFile(name, source, ts.ScriptTarget.ES2022) : getSourceFile(path, ...rest);
  return ts
    .getPreEmitDiagnostics(ts.createProgram([name], options, host))
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' '));
}

describe('the manifests for Kubernetes', () => {
  it('have every field where Kubernetes looks for it, and none that it ignores', () => {
    expect(complaints(manifests)).toEqual([]);
    const misspelt = structuredClone(manifests.filter(({ manifest }) => manifest.kind === 'PodDisruptionBudget'));
    for (const { manifest } of misspelt) Object.assign(manifest, { spec: { maxUnavailabel: 1 } });
    expect(complaints(misspelt).join()).toContain('maxUnavailabel');
  }, 180_000);

  it('are all applied', () => {
    const files = readdirSync(folder).filter((file) => file.endsWith('.yaml') && file !== 'kustomization.yaml');
    expect(files.sort()).toEqual([...resources].sort());
  });

  const labels = z.record(z.string(), z.string());
  const container = z.looseObject({
    image: z.string(),
    ports: z.array(z.object({ name: z.string(), containerPort: z.number() })),
    envFrom: z.array(z.record(z.string(), z.object({ name: z.string() }))),
    startupProbe: z.object({ httpGet: z.object({ path: z.string() }) }),
    livenessProbe: z.object({ httpGet: z.object({ path: z.string() }) }),
    readinessProbe: z.object({ httpGet: z.object({ path: z.string() }) }),
    lifecycle: z.object({ preStop: z.object({ sleep: z.object({ seconds: z.number() }) }) }),
  });
  const deployment = one(
    'Deployment',
    z.object({
      metadata: z.object({ name: z.string() }),
      spec: z.object({
        selector: z.object({ matchLabels: labels }),
        template: z.object({
          metadata: z.object({ labels }),
          spec: z.looseObject({ terminationGracePeriodSeconds: z.number(), containers: z.tuple([container]) }),
        }),
      }),
    }),
  );
  const pod = deployment.spec.template;
  const [xio] = pod.spec.containers;

  it('mean the same pods, ports and settings, so that nothing hangs in the air', () => {
    const wanted = pod.metadata.labels;
    expect(deployment.spec.selector.matchLabels).toEqual(wanted);
    const service = one(
      'Service',
      z.object({ spec: z.object({ selector: labels, ports: z.array(z.looseObject({})) }) }),
    );
    expect(service.spec.selector).toEqual(wanted);
    expect(service.spec.ports[0]).toMatchObject({ targetPort: xio.ports[0]?.name });
    const selecting = z.object({ spec: z.object({ selector: z.object({ matchLabels: labels }) }) });
    expect(one('PodDisruptionBudget', selecting).spec.selector.matchLabels).toEqual(wanted);
    const guarded = z.object({ spec: z.object({ podSelector: z.object({ matchLabels: labels }) }) });
    expect(one('NetworkPolicy', guarded).spec.podSelector.matchLabels).toEqual(wanted);
    const scaled = z.object({ spec: z.object({ scaleTargetRef: z.looseObject({}) }) });
    expect(one('HorizontalPodAutoscaler', scaled).spec.scaleTargetRef).toMatchObject({
      kind: 'Deployment',
      name: deployment.metadata.name,
    });
    expect(JSON.stringify(one('Ingress', z.looseObject({})))).toContain(
      '"service":{"name":"xio","port":{"name":"http"}}',
    );
    for (const { configMapRef, secretRef } of xio.envFrom.map((from) => ({
      configMapRef: from.configMapRef,
      secretRef: from.secretRef,
    }))) {
      const [kind, name] = configMapRef ? ['ConfigMap', configMapRef.name] : ['ExternalSecret', secretRef?.name];
      expect(manifests.some(({ manifest }) => manifest.kind === kind && manifest.metadata.name === name)).toBe(true);
    }
  });

  it('set only variables that XIO reads, to values that it takes', () => {
    const { data } = one('ConfigMap', z.object({ data: labels }));
    const secrets = one(
      'ExternalSecret',
      z.object({ spec: z.object({ data: z.array(z.looseObject({ secretKey: z.string() })) }) }),
    );
    const names = [...Object.keys(data), ...secrets.spec.data.map(({ secretKey }) => secretKey)];
    expect(names.filter((name) => !(name in variables.shape))).toEqual([]);
    const env = readEnv(data);
    expect(pod.spec.terminationGracePeriodSeconds).toBeGreaterThanOrEqual(
      xio.lifecycle.preStop.sleep.seconds + env.XIO_GRACE_SECONDS + 5,
    );
  });

  it('ask the right addresses: a database that is gone takes visitors away and restarts nothing', () => {
    expect(xio.livenessProbe.httpGet.path).toBe('/api/v1/health');
    expect(xio.startupProbe.httpGet.path).toBe('/api/v1/health');
    expect(xio.readinessProbe.httpGet.path).toBe('/api/v1/ready');
  });
});
