import { SamlTrouble } from '@/lib/ports/saml';
import type { Context } from '../../context';
import { ServiceError } from '../../errors';
import { askProvider } from '../discover';

export const longestMetadata = 512 * 1024;
/** Days before its end that a certificate is warned of. */
export const warnDays = 30;

const wrong = (path: string, code: string, args: Record<string, string | number> = {}) =>
  new ServiceError('invalid', 'request.invalid', { count: 1 }, [{ path, code, args }]);

interface Given {
  metadata?: string | undefined;
  metadataUrl?: string | null | undefined;
}

/** What was pasted, else what lies at the address now; read, so that it can be kept. @throws ServiceError `invalid` */
export async function metadataOf(ctx: Pick<Context, 'env' | 'saml' | 'clock'>, { metadata, metadataUrl }: Given) {
  const path = metadata === undefined ? 'metadataUrl' : 'metadata';
  try {
    const xml = metadata ?? (metadataUrl ? await fetched(ctx, metadataUrl) : '');
    if (xml.length > longestMetadata) throw wrong(path, 'saml.metadata_long');
    const provider = await ctx.saml.readMetadata(xml);
    if (provider.certificates.every(({ endsAt }) => endsAt.getTime() <= ctx.clock.now()))
      throw new SamlTrouble('certificate_ended');
    return { xml, provider };
  } catch (error) {
    if (error instanceof SamlTrouble) throw wrong(path, `saml.${error.fault}`, error.args);
    if (error instanceof ServiceError && error.issues.length === 0) throw wrong(path, error.reason, error.args);
    throw error;
  }
}

async function fetched({ env }: Pick<Context, 'env'>, address: string): Promise<string> {
  const answer = await askProvider(env, address, { headers: { accept: 'application/samlmetadata+xml, text/xml' } });
  const { host } = new URL(address);
  if (!answer.ok) throw new ServiceError('invalid', 'saml.metadata_status', { host, status: answer.status });
  let xml = '';
  const decoder = new TextDecoder();
  for await (const chunk of answer.body ?? []) {
    xml += decoder.decode(chunk, { stream: true });
    if (xml.length > longestMetadata) throw new ServiceError('invalid', 'saml.metadata_long');
  }
  return xml;
}
