/** Whom a connection asks: what its metadata says. */
export interface IdentityProvider {
  entityId: string;
  /** Where people are sent with a question in the address (HTTP-Redirect binding). */
  signIn: string;
  /** Base64 of each signing certificate in DER, and when it ends. */
  certificates: { base64: string; endsAt: Date }[];
}

/** Who we are for one connection. */
export interface ServiceProvider {
  /** Also where our metadata lies. */
  entityId: string;
  /** Assertion consumer service: where answers are posted to. */
  acs: string;
}

export interface SamlConnection {
  id: string;
  provider: IdentityProvider;
  us: ServiceProvider;
}

/** What was asked, kept until it is answered. */
export interface AskedRequest {
  connectionId: string;
  /** Id of the AuthnRequest. */
  id: string;
  /** Ms since 1970. */
  at: number;
  /** Whose trial it is; null: somebody signs in. */
  trial: { userId: string; orgId: string } | null;
}

/** A signed assertion that holds for us, now. */
export interface Assertion {
  id: string;
  /** Until when it could be sent again. */
  until: Date;
  subject: { value: string; format: string | null };
  /** By each attribute's name, and by its friendly one, in lower case. */
  attributes: Record<string, string[]>;
  /** When the provider's clock says that it answered. */
  issuedAt: Date;
}

/** What is wrong with a provider's metadata or its answer; each has a sentence in `errors.json` under `saml`. */
export type SamlFault =
  | 'metadata_unreadable'
  | 'metadata_empty'
  | 'metadata_several'
  | 'metadata_no_certificate'
  | 'metadata_no_address'
  | 'certificate_ended'
  | 'not_asked'
  | 'stale'
  | 'unreadable'
  | 'status'
  | 'encrypted'
  | 'not_signed'
  | 'wrapped'
  | 'weak_signature'
  | 'bad_signature'
  | 'other_provider'
  | 'wrong_audience'
  | 'wrong_recipient'
  | 'other_request'
  | 'clock_ahead'
  | 'clock_behind'
  | 'expired'
  | 'no_window'
  | 'no_subject'
  | 'transient'
  | 'no_email';

export class SamlTrouble extends Error {
  /** Each of the server's bundles has this class once; the reader may live in another one than who asks it. */
  static override [Symbol.hasInstance](value: unknown): value is SamlTrouble {
    return value instanceof Error && value.name === 'SamlTrouble';
  }

  override name = 'SamlTrouble';
  constructor(
    readonly fault: SamlFault,
    readonly args: Record<string, string | number> = {},
  ) {
    super(`SAML: ${fault}`);
  }
}

/** Signing in by SAML 2.0. What it needs is loaded when it is first asked for. */
export interface Saml {
  /** @throws SamlTrouble `metadata_*` */
  readMetadata(xml: string): Promise<IdentityProvider>;
  /** Our metadata for a connection's provider, XML. */
  ourMetadata(us: ServiceProvider): Promise<string>;
  /** The address of a signed question that is good for ten minutes and one answer. */
  ask(
    connection: SamlConnection,
    about: { redirectUri: string; state: string; codeChallenge: string; trial: AskedRequest['trial'] },
  ): Promise<string>;
  /** What was asked under this relay state, once; null: nothing, or it was answered, or too long ago. */
  asked(relayState: string): Promise<AskedRequest | null>;
  /** Reads an answer to what was asked. @throws SamlTrouble */
  read(connection: SamlConnection, asked: AskedRequest, response: string): Promise<Assertion>;
  /**
   * Trades an answer that was read for the address that the browser goes on to, which bears a code; `kept` waits
   * under that code. @throws SamlTrouble
   */
  accept(
    connection: SamlConnection,
    answer: { response: string; relayState: string; redirectUri: string },
    kept: unknown,
  ): Promise<string>;
  /** What waits under a code, once, for whoever has the verifier of the question's challenge; else null. */
  redeem(code: string, about: { verifier: string; redirectUri: string }): Promise<unknown>;
}
