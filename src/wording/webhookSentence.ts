import * as vscode from 'vscode';
import type { WebhookProblem } from '../webhook/selfTest';
import type { WebhookTest } from '../webhook/webhooks';

/** What a self-test has shown, as a sentence, and what to do when webhooks don't arrive. */
export function webhookSentence({ host = '', problem }: WebhookTest): string {
  const { t } = vscode.l10n;
  return problem ? problemSentence(problem, host) : t('The webhook address works: {0} leads to this machine.', host);
}

function problemSentence(problem: WebhookProblem, host: string): string {
  const { t } = vscode.l10n;
  switch (problem.kind) {
    case 'notAnAddress':
      return t(
        'The setting makistry.webhook.publicUrl is not an address: it has to be https, a host and perhaps a path.',
      );
    case 'notHttps':
      return t(
        'The setting makistry.webhook.publicUrl is not an https address, and the service sends webhooks to https only.',
      );
    case 'notPublic':
      return t(
        'The setting makistry.webhook.publicUrl is an address of this machine or of a private network, which the service can not reach.',
      );
    case 'noAddress':
      return t(
        'VS Code has no https address for this machine. Set makistry.webhook.publicUrl to that of a tunnel or a proxy.',
      );
    case 'portTaken':
      return t(
        'Another program uses port {0}, so webhooks can not be received there. Choose another one in makistry.webhook.port.',
        problem.port,
      );
    case 'login':
      return t('{0} asks for a login before it lets anybody through. Make the forwarded port public.', host);
    case 'gateway':
      return t(
        '{0} answers HTTP {1}: the tunnel or proxy does not reach the receiver on this machine.',
        host,
        problem.status,
      );
    case 'otherServer':
      return t(
        'Something else answers at {0} (HTTP {1}): the address leads to another server, or the path is not passed on.',
        host,
        problem.status,
      );
    case 'network':
      return networkSentence(problem, host);
  }
}

function networkSentence({ failure }: WebhookProblem & { readonly kind: 'network' }, host: string): string {
  const { t } = vscode.l10n;
  switch (failure) {
    case 'dns':
      return t('The name {0} could not be looked up.', host);
    case 'refused':
      return t('Nothing accepts connections at {0}. Is the tunnel or proxy running?', host);
    case 'tls':
      return t('The certificate of {0} is not trusted, so the service would not send to it.', host);
    case 'timeout':
      return t('{0} did not answer in time.', host);
    case 'proxy':
      return t('VS Code’s proxy does not let a request to {0} through, so the address could not be tested.', host);
    case 'offline':
      return t('The network is not reachable, so {0} could not be tested.', host);
    case 'interrupted':
      return t('The connection to {0} was lost.', host);
  }
}
