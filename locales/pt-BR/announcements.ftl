## Announcements: writing

announcement-form-title = Comunicado
announcement-form-save = Salvar rascunho
announcement-title-in = Título ({ $language })
announcement-body-in = Texto ({ $language })
announcement-body-hint = No máximo { $limit } caracteres, o título { $title }. Deixe os dois vazios se não escrever neste idioma.
announcement-marks = No texto você pode escrever { $bold } para negrito, { $italic } para itálico e { $code } para código.
announcement-marks-links = No texto você pode escrever { $bold } para negrito, { $italic } para itálico, { $code } para código e { $link } para um link. Os links podem levar a { $domains }.
announcement-of = Comunicado { $ref }
announcement-state = Situação
announcement-state-is = { $stands ->
    [draft] Rascunho
    [waiting] Aguarda que outra pessoa o envie
    [scheduled] Será enviado
    [sending] Sendo enviado
    [paused] Pausado
    [cancelled] Cancelado
    [sent] Enviado
   *[retracted] Recolhido
}
announcement-languages = Idiomas
announcement-changed-at = Alterado
announcement-missing-blocks = Ainda não escrito: { $languages }. Não pode ser enviado antes disso.
announcement-missing-falls-back = Não escrito: { $languages }. Quem lê nesses idiomas recebe em outro.
announcement-edit = Editar
announcement-preview = Pré-visualizar
announcement-test = Enviar para mim
announcement-duplicate = Duplicar
announcement-new = Novo comunicado
announcement-open = Abrir
announcement-back = Voltar ao comunicado
announcement-tested = Uma cópia está a caminho, como os destinatários a receberão.
announcement-preview-of = Prévia de { $ref }, { $language }. Só você a vê.
announcements-title = Meus comunicados
announcements-none = Você ainda não escreveu nenhum.
announcements-count = { $count ->
    [one] { $count } comunicado, o último alterado primeiro.
    [many] { $count } de comunicados, os últimos alterados primeiro.
   *[other] { $count } comunicados, os últimos alterados primeiro.
}
announcement-row = { $ref }. { $stands ->
    [draft] Rascunho
    [waiting] Aguarda que outra pessoa o envie
    [scheduled] Será enviado
    [sending] Sendo enviado
    [paused] Pausado
    [cancelled] Cancelado
    [sent] Enviado
   *[retracted] Recolhido
}, alterado em { $at }

## Refusals

announcement-empty = Escreva um título e um texto em pelo menos um idioma.
announcement-too-long = São { $count } caracteres; o máximo é { $limit }. Encurte o texto.
announcement-link = { $given } não é permitido aqui: os links só podem levar a { $allowed } e começam com https.
announcement-no-links = { $given } não é permitido aqui: o programa não indica domínios para links. Um administrador pode fazer isso.
announcement-changed = Foi alterado nesse meio-tempo. Veja como está agora e tente de novo.
announcement-not-now = Isso não é mais possível com este comunicado. Abra-o para ver a situação.
