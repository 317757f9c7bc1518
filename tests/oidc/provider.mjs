// Een echte aanbieder (oidc-provider) op de eigen machine, voor tests/oidc. Wie zich aanmeldt, kiest zijn naam zelf:
// de accounts komen van de eerste regel van stdin en wijzigen met elke volgende regel.
import http from 'node:http';
import readline from 'node:readline';
import Provider from 'oidc-provider';

let accounts = {};
let klaar;
const eerste = new Promise((ok) => { klaar = ok; });
readline.createInterface({ input: process.stdin }).on('line', (regel) => {
  accounts = JSON.parse(regel);
  klaar();
}).on('close', () => process.exit(0));
await eerste;

const [poort, terug] = process.argv.slice(2);
const issuer = `http://127.0.0.1:${poort}`;
const aanbieder = new Provider(issuer, {
  clients: [{
    client_id: 'casusoverleg',
    client_secret: 'een-geheim-alleen-voor-deze-test-0000',
    redirect_uris: [terug],
    token_endpoint_auth_method: 'client_secret_post',
  }],
  pkce: { required: () => true, methods: ['S256'] },
  claims: {
    openid: ['sub'], acr: null,
    email: ['email', 'email_verified'], profile: ['name'], vo: ['vo_id', 'vo_orgcode'],
  },
  conformIdTokenClaims: false,
  acrValues: ['urn:be:vlaanderen:authmech:csamtotp', 'urn:be:vlaanderen:authmech:laag'],
  cookies: { keys: ['proef'] },
  features: { devInteractions: { enabled: false } },
  findAccount: (_ctx, sub) => accounts[sub] && {
    accountId: sub,
    claims: () => ({ sub, ...accounts[sub] }),
  },
  interactions: { url: (_ctx, interactie) => `/interactie/${interactie.uid}` },
  // Geen toestemmingsvraag: de toepassing van de gemeente is vertrouwd.
  loadExistingGrant: async (ctx) => {
    const grant = new ctx.oidc.provider.Grant({ clientId: ctx.oidc.client.clientId, accountId: ctx.oidc.session.accountId });
    grant.addOIDCScope('openid profile email vo');
    await grant.save();
    return grant;
  },
  // Elke aanmelding vraagt opnieuw wie er is.
  ttl: { Session: 3600, Grant: 3600, Interaction: 600, AccessToken: 600, IdToken: 600, AuthorizationCode: 60 },
});

const antwoord = aanbieder.callback();
http.createServer(async (req, res) => {
  const deel = new URL(req.url, issuer);
  if (!deel.pathname.startsWith('/interactie/')) return antwoord(req, res);
  try {
    if (deel.searchParams.has('stop')) {
      return await aanbieder.interactionFinished(req, res, { error: 'access_denied' }, { mergeWithLastSubmission: false });
    }
    if (deel.searchParams.has('wie')) {
      const wie = deel.searchParams.get('wie');
      const login = { accountId: wie, acr: accounts[wie].acr, remember: false };
      return await aanbieder.interactionFinished(req, res, { login }, { mergeWithLastSubmission: false });
    }
    res.setHeader('content-type', 'text/html; charset=utf-8');
    res.end(`<!doctype html><html lang="nl"><title>Proefaanbieder</title><h1>Wie bent u?</h1><form>
      <label>Wie <input name="wie"></label><button>Dat ben ik</button></form><a href="?stop=1">Stop</a></html>`);
  } catch (fout) {
    res.statusCode = 500;
    res.end(String(fout));
  }
}).listen(Number(poort), '127.0.0.1', () => console.log('klaar'));
