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
announcement-languages = Escrito em
announcement-changed-at = Alterado
announcement-missing-blocks = Ainda não escrito: { $languages }. Não pode ser enviado a quem lê nesses idiomas.
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
shown-as-written = { $platforms }: tudo aparece como foi escrito, em todos os idiomas.
shown-otherwise = { $loss ->
    [title] { $platform }: o título aparece cortado no fim ({ $languages }).
    [text] { $platform }: um parágrafo aparece cortado no fim ({ $languages }).
    [label] { $platform }: o texto de um botão aparece cortado no fim ({ $languages }).
    [later] { $platform }: o final só aparece depois de um botão ({ $languages }).
    [still] { $platform }: uma imagem animada fica parada ({ $languages }).
   *[code] { $platform }: código aparece como o resto do texto ({ $languages }).
}
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

announcement-picture = Imagem
announcement-picture-note = Sem endereço não há imagem. PNG, JPEG ou GIF; no Teams, no máximo 1 MB e 1024 × 1024 pixels. Envie para você mesmo para ver se ela pode ser carregada.
announcement-picture-is = Imagem: { $url }
announcement-alt-in = O que mostra, em palavras ({ $language })
announcement-address = Endereço
announcement-address-hint = Começa com https:// e leva a { $domains }.
announcement-link-add = Adicionar botão
announcement-link-note = O botão leva a um endereço. Pode haver cinco deles.
announcement-link-remove = Remover
announcement-opens-add = Documento ou treinamento
announcement-opens = Abre
announcement-opens-document = um documento
announcement-opens-training = um treinamento
announcement-opens-target = Qual
announcement-opens-target-hint = Parte do nome do documento ou do treinamento, ou um número, como F-7K3QX.
announcement-opens-note = Cada pessoa abre com o próprio acesso: quem não pode ver lê apenas isso, e nada mais.
announcement-act-document = Abrir o documento
announcement-act-training = Ver datas e inscrever-se
announcement-label-in = O que está escrito nele ({ $language })

## For whom, and when

announcement-next = Próximo: para quem
announcement-who = Para quem
announcement-who-title = Para quem
announcement-who-next = Próximo
announcement-who-to = Enviar para
announcement-to-channels = Canais dos parceiros
announcement-to-people = Pessoas dos parceiros
announcement-who-partners = Parceiros
announcement-who-tiers = Níveis
announcement-who-regions = Regiões
announcement-who-countries = Países
announcement-who-languages = Idiomas
announcement-who-types = Tipos de parceiro
announcement-who-products = Produtos que registraram
announcement-who-activity = Atividade
announcement-who-certificates = Certificados válidos
announcement-who-several = Separe vários por vírgulas; vazio significa todos.
announcement-who-none = Escolha quantos quiser; nenhum significa todos.
announcement-who-more = { $names } e mais { $more }
announcement-any = Todos
announcement-activity-active-30 = Registraram um negócio nos últimos 30 dias
announcement-activity-active-90 = Registraram um negócio nos últimos 90 dias
announcement-activity-idle-90 = Não registram nenhum há 90 dias
announcement-activity-idle-180 = Não registram nenhum há 180 dias
announcement-when = Quando
announcement-when-title = Quando
announcement-when-save = Próximo
announcement-when-way = Quando será enviado?
announcement-when-now = Assim que for enviado
announcement-when-at = Em um momento, o mesmo para todos
announcement-when-morning = Às 09:00 no relógio de cada destinatário
announcement-when-day = Dia
announcement-when-day-hint = Para as 09:00 de cada destinatário, o dia; vazio significa a próxima manhã.
announcement-when-moment = Hora, ou momento
announcement-when-moment-hint = “14:30” no dia acima, ou só “amanhã às 9”. Seu relógio: { $place }.
announcement-when-urgent = Por que não pode esperar
announcement-when-urgent-hint = Só se também deve sair no horário de silêncio e em dias de folga.
announcement-goes = Envio
announcement-goes-now = Assim que for enviado
announcement-goes-morning = Às 09:00 no relógio de cada destinatário
announcement-goes-morning-of = Às 09:00 no relógio de cada destinatário, { $day }; onde esse horário já tiver passado no envio, no dia seguinte
announcement-urgent = Urgente

## Whom it reaches

announcement-reachable = Chega a
announcement-deferred = Chega depois, no horário de trabalho
announcement-unreached = Não chega a
announcement-samples = Por exemplo { $names }.
announcement-missed = Não chega, por exemplo, a { $names }.
announcement-why-no-channel = Parceiros sem canal vinculado: { $count }.
announcement-why-no-account = Pessoas que ainda não entraram: { $count }.
announcement-why-no-app = Em workspaces ou chats de que o Tandem foi removido: { $count }.
announcement-why-no-address = Em locatários do Teams de que ninguém escreveu ao Tandem ainda: { $count }.
announcement-why-archived = Canais arquivados: { $count }.
announcement-why-deleted = Canais excluídos: { $count }.
announcement-why-removed = Canais de que o Tandem foi removido: { $count }.
announcement-why-unshared = Canais em que o parceiro não está mais: { $count }.
announcement-why-others = Canais com pessoas de outro parceiro: { $count }.

## Sending

announcement-send = Enviar
announcement-send-sure = Destinatários: { $count }. Você pode desfazer por 60 segundos.
announcement-send-sure-later = Destinatários: { $count }. Envio: { $at }. Você pode desfazer até pouco antes.
announcement-look-again = O número de destinatários agora é { $count }, e não o que você viu antes. Nada foi enviado: confira mais uma vez.
announcement-look-again-second = O número de destinatários agora é { $count }, e para tantos quem envia é uma segunda pessoa. Nada foi enviado: confira mais uma vez.
announcement-ask = Pedir envio
announcement-alone = Enviar em emergência
announcement-alone-title = Emergência
announcement-alone-lead = Vai sem uma segunda pessoa. Todos os administradores são avisados na hora, com o motivo.
announcement-alone-reason = Por que mais ninguém pode enviar
announcement-take-back = Desfazer
announcement-asked-title = Comunicado { $ref }: { $title }
announcement-asked = { $who } pede que você o envie. Destinatários: { $count }.
announcement-was-sent = Foi enviado; você pode desfazer por 60 segundos.
announcement-was-sent-for = Você pode desfazer até { $at }.
announcement-was-not-sent = Não foi enviado e voltou a ser rascunho.
announcement-was-back = Ninguém o recebeu: não saiu e voltou a ser rascunho.
announcement-was-void = Quem tinha aprovado não pode mais fazer isso. Outras pessoas são consultadas.
announcement-sent-alone-title = Comunicado { $ref } em emergência
announcement-sent-alone = { $who } o enviou sem uma segunda pessoa.
announcement-undo-until = Ninguém o recebe antes das { $until }. Até lá você pode desfazer.
announcement-undecidable = Neste momento não é possível avisar ninguém que possa enviar ou aprovar a edição: ainda não entraram, ou o Tandem não chega até essas pessoas. O comunicado espera. Peça pessoalmente ou desfaça; quem se tornar diretor ou administrador é consultado na hora.
announcement-waits-no-more = Não espera mais por ninguém.
announcement-withheld-title = O comunicado { $ref } foi retido
announcement-withheld = Foi escrito por { $who }. Quem o enviou não pode mais fazê-lo, e por isso o que ainda não saiu espera. Veja-o e deixe-o continuar ou cancele-o.
announcement-given-back-title = O comunicado { $ref } não foi enviado
announcement-given-back-grown = Quando chegou a hora, ele iria para mais destinatários do que o aprovado: muitos mais, ou tantos que uma segunda pessoa precisa enviá-lo. Voltou a ser rascunho: veja a quem chega agora e envie de novo.
announcement-grown = Novos desde então: { $names }.
announcement-grown-more = { $more ->
    [one] Novos desde então: { $names } e em mais { $more } parceiro.
   *[other] Novos desde então: { $names } e em mais { $more } parceiros.
}
announcement-given-back-nobody = Na hora do envio não havia mais ninguém a quem chegasse. Voltou a ser rascunho: escolha para quem é e envie de novo.
announcement-given-back-language = Na hora do envio, parte dos destinatários lia um idioma em que o comunicado não está escrito, e nesse caso o programa não envia nada. Voltou a ser rascunho: escreva também nesse idioma e envie de novo.
announcement-given-back-sender = Quem o enviou, ou aprovou o envio, não pode mais fazer isso, e só se percebeu na hora do envio. Voltou a ser rascunho: escolha quando ele sai e envie de novo.
announcement-given-back-link = Na hora do envio, um link, um botão ou a imagem levava a um domínio que o programa não cita mais. Voltou a ser rascunho: altere e envie de novo.
announcement-given-back-opens = Na hora do envio, o documento ou treinamento que um dos botões abre não existia mais ou não era mais oferecido. Voltou a ser rascunho: remova o botão e envie de novo.
announcement-asked-again-title = O comunicado { $ref } espera de novo
announcement-asked-again = Ele seria enviado mais tarde. Quem o enviou, ou aprovou o envio, não pode mais fazer isso; por isso ele não sai sozinho: outras pessoas são consultadas agora, e ele sai na hora marcada se uma delas o enviar antes. Você pode desfazer.
announcement-shrunk = Menos do que quando foi aprovado: { $names }.
announcement-shrunk-more = { $more ->
    [one] Menos do que quando foi aprovado: { $names } e em mais { $more } parceiro.
   *[other] Menos do que quando foi aprovado: { $names } e em mais { $more } parceiros.
}
announcement-given-back-left = { $who }, que o escreveu, não pode mais enviar comunicados. Voltou a ser rascunho, e ninguém o recebeu. Quem for escrever no lugar pode criar um novo com /announce.
announcement-titled = Título

## Refusals

announcement-way = Abaixo há um dia ou uma hora, que não valem com esta escolha. Escolha “Em um momento, o mesmo para todos” ou esvazie o campo.
announcement-moment-past = O momento em que seria enviado, { $given }, já passou. Quem o escreveu precisa escolher outro.
announcement-day-past = A manhã em que seria enviado, { $day }, já passou. Quem o escreveu precisa escolher outra.
announcement-empty = Escreva um título e um texto em pelo menos um idioma.
announcement-too-long = São { $count } caracteres; o máximo é { $limit }. Encurte o texto.
announcement-link = { $given } não é permitido aqui: os links só podem levar a { $allowed } e começam com https.
announcement-no-links = { $given } não é permitido aqui: o programa não indica domínios para links. Um administrador pode fazer isso.
announcement-changed = Foi alterado nesse meio-tempo. Veja como está agora (/announce list) e tente de novo.
announcement-grown-since = Agora iria para { $count } destinatários; o pedido era para { $asked }. Nada foi enviado. Rejeite, ou peça a quem escreveu que desfaça o pedido, confira os destinatários e peça de novo.
announcement-not-now = Isso não é mais possível com este comunicado. Abra-o (/announce list) para ver a situação.
announcement-unknown-name = “{ $given }” não é conhecido aqui. Confira a grafia; separe vários por vírgulas.
announcement-nobody = Assim não chega a ninguém. Mude para quem é.
announcement-nobody-to-send = Vai para muitos, e não há outro diretor ou administrador que possa enviar e que possa ser avisado. Envie para menos.
announcement-language = Parte dos destinatários lê { $languages }, em que não foi escrito. Escreva, ou mude para quem é.
announcement-words = Escreva o texto em pelo menos um idioma.
announcement-picture-type = O Slack e o Teams não mostram imagens do tipo { $given }. Informe o endereço de um PNG, JPEG ou GIF.
announcement-alt-missing = Descreva em palavras o que a imagem mostra, em pelo menos um idioma: nem todos a veem.
announcement-buttons = Já há { $limit } botões; remova um primeiro.
announcement-unknown-document = Não há documento “{ $given }” que você possa ler. Procure com /docs.
announcement-unknown-course = Não há treinamento aberto “{ $given }”, ou vários se chamam assim. Escreva a chave dele.
announcement-opens-nothing = O que o botão abre ({ $given }) não existe mais ou não é mais oferecido. Remova o botão ou coloque outro no lugar e depois envie.
announcement-document-not-yours = Este documento não está aberto para você, ou não existe mais. Quem escreveu o comunicado pode informar mais.
announcement-course-not-yours = Este treinamento não é oferecido a você, ou não existe mais. Quem escreveu o comunicado pode informar mais.
