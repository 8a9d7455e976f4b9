import type { LanguageTexts } from './language-texts.ts';

/** French. Nobody who grew up with the language has read it yet. */
export const fr: LanguageTexts = {
  reviewed: false,
  texts: {
    'question.match': 'Quel numéro voyez-vous sur {site} ?',
    'question.confirm': 'Associer cette discussion au compte {account} de {site} ?',
    'question.code':
      'Associer cette discussion au compte {account} de {site} ? Seulement si vous vous y êtes connecté vous-même : si quelqu’un vous a donné le code, choisissez « Ce n’est pas moi ».',
    'question.again': 'Touchez une réponse, s’il vous plaît :',
    'answer.connect': 'Associer',
    'answer.notMe': 'Ce n’est pas moi',
    'answer.undo': 'Dissocier',
    'answer.replace': 'Associer celui-ci',
    'answer.keep': 'Ne rien changer',
    'answer.open': 'Ouvrir la page',
    linked:
      'Cette discussion est maintenant associée au compte {account} de {site}. Si ce n’était pas vous, dissociez-la.',
    alreadyLinked: 'Cette discussion est déjà associée au compte {account} de {site}.',
    unlinked: 'Cette discussion n’est plus associée à votre compte de {site}.',
    notLinked: 'Cette discussion n’est associée à aucun compte de {site}.',
    wrongNumber: 'Ce n’est pas le bon numéro : rien n’a été associé. Pour réessayer, recommencez sur {site}.',
    expired: 'Le délai est dépassé : rien n’a été associé. Pour réessayer, recommencez sur {site}.',
    notYou: 'Rien n’a été associé, et {site} sait que ce n’était pas vous.',
    otherPerson: 'Ceci était destiné à quelqu’un d’autre : rien n’a été associé.',
    confirmOnSite: 'Encore une étape : confirmez sur {site} que cette discussion est la vôtre.',
    tooWeak: '{site} demande une preuve plus forte. Associez cette discussion depuis votre compte sur {site}.',
    failed: 'Un problème est survenu : rien n’a été associé. Réessayez plus tard.',
    'conflict.ask': 'Cette discussion est associée au compte {standing} de {site}. L’associer plutôt à {account} ?',
    'conflict.refused':
      'Cette discussion est associée à un autre compte de {site}. Dissociez d’abord celui-là, puis réessayez.',
    'conflict.replaced':
      'Cette discussion est maintenant associée au compte {account} de {site}, et non plus à {standing}.',
    'conflict.kept': 'Rien n’a changé : cette discussion reste associée au compte {standing} de {site}.',
    'login.prompt': 'Connectez-vous à {site} pour associer cette discussion à votre compte.',
    'login.onPhoneOnly':
      'Le bouton de connexion ne fonctionne que sur téléphone. Sur un ordinateur, ouvrez plutôt cette page. Elle est pour vous seul : ne la transmettez pas.',
    'logout.prompt': 'Cette discussion est associée au compte {account} de {site}. Déconnectez-vous pour la dissocier.',
    'code.unknown': 'Ce code est inconnu ou a expiré. Demandez-en un nouveau sur {site}.',
    'code.askSite': 'Connectez-vous sur {site} pour obtenir un code, puis envoyez-le ici.',
    'code.tooMany': 'Trop de codes ont été essayés. Attendez un peu, puis demandez-en un nouveau sur {site}.',
    'weblink.prompt':
      'Ouvrez cette page pour associer cette discussion à votre compte de {site}. Elle est pour vous seul : ne la transmettez pas.',
  },
};
