# Documentos: o catálogo, o que se encontra nele e quem cuida dele.

document-changed = O documento mudou nesse meio-tempo. Abra-o novamente e repita a alteração.
document-key-taken = Outro documento já tem essa chave. Escolha outra chave ou altere aquele documento.

document-bomb = Este arquivo, descompactado, é muito maior do que parece, por isso não foi aberto. Salve-o novamente sem os itens incorporados.
document-empty = Este arquivo está vazio. Escolha outro.
document-encrypted = Este arquivo tem senha, e ninguém poderia pesquisar nele. Salve-o sem a senha.
document-macros = Este arquivo contém macros ou algo que é executado ou baixado ao abrir. Salve-o sem isso, por exemplo como PDF.
document-no-right-to-files = Ainda não tenho permissão para ler arquivos neste espaço de trabalho. Peça a quem instalou o Tandem que o instale de novo, o que acrescenta essa permissão; depois envie o arquivo mais uma vez.
document-not-fetched = Não consegui buscar este arquivo. Envie-o de novo; se acontecer outra vez, avise um administrador do programa.
document-not-kept = Não foi possível guardar este arquivo: onde o Tandem guarda os arquivos não dá para gravar nada agora, talvez por falta de espaço. Nada foi adicionado. Envie-o de novo mais tarde; se acontecer outra vez, avise um administrador do programa.
document-too-heavy = A leitura deste arquivo exige tempo ou memória demais. Salve-o em um formato mais simples ou divida-o.
document-too-large = Este arquivo tem mais de 25 MB. Divida-o ou reduza as imagens.
document-type-unknown = Este arquivo não pode ser lido. Salve-o como PDF, Word (.docx), PowerPoint (.pptx), Excel (.xlsx), HTML, Markdown ou texto simples.
document-unreadable = Este arquivo está danificado e não pode ser lido. Salve-o novamente ou exporte como PDF.

documents-title = Documentos
documents-count = { $count ->
    [one] Há um documento para você.
   *[other] Há { $count } documentos para você.
}
documents-none = Ainda não há documentos para você.
documents-how = `/docs preços` procura palavras neles.
documents-all = Todos os documentos
documents-found-title = Documentos: { $words }
documents-found = { $count ->
    [one] Um documento corresponde.
   *[other] { $count } documentos correspondem, o melhor primeiro.
}
documents-found-none = Nada para essas palavras.
documents-nearest = Talvez você procure um destes:
documents-none-hint = Tente menos palavras ou outras, um produto ou um número.
documents-other-languages = Não há nada sobre isso no seu idioma ({ $language }); isto é o que existe em outros.
document-row = { $languages }, versão { $number } ({ $at }), { $size }
document-row-sentence = “{ $sentence }” { $languages }, versão { $number } ({ $at }), { $size }
document-open = Abrir
document-type-text = Texto
document-size-kb = { $type }, { $count } kB
document-size-mb = { $type }, { $count } MB
document-kind = Tipo
document-kind-price-list = Lista de preços
document-kind-datasheet = Folha de dados
document-kind-brochure = Folheto
document-kind-presentation = Apresentação
document-kind-guide = Guia
document-kind-contract = Contrato
document-kind-policy = Política
document-kind-training = Material de treinamento
document-kind-other = Outro
document-product = Produto
document-version = Versão
document-version-is = { $number }, vale desde { $at }
document-languages = Idioma
document-file = Arquivo
document-customers = Para clientes
document-customers-yes = Você pode repassá-lo a clientes.
document-customers-no = Só para você, não para clientes.
document-note = O que mudou
document-verified = Verificado pelo responsável.
document-verified-until = Verificado pelo responsável; a próxima revisão é em { $at }.
document-unverified = Não verificado: a revisão venceu e o responsável foi avisado.
document-no-text = Não há nele texto que possa ser mostrado aqui.
document-cut = Este é o começo do documento.
document-history = Versões
document-history-count = { $count ->
    [one] Uma versão.
   *[other] { $count } versões, a mais nova primeiro.
}
document-version-row = Versão { $number } ({ $at }): { $validity ->
    [current] é a que vale
    [coming] passará a valer
    [superseded] substituída
    [waiting] aguarda aprovação
   *[rejected] recusada
}
document-no-note = Ninguém escreveu o que mudou.
document-due-title = Ainda está correto? { $title }
document-due = A revisão de { $ref } venceu, por isso ele não aparece mais como verificado. Confira e diga se ainda está correto.
document-kept = { $ref } está no catálogo e está verificado.
document-retired = { $ref } foi retirado do catálogo em { $at }. Ninguém mais o encontra.
document-verify = Ainda está correto
document-retire = Retirar
document-retire-sure = Ninguém mais encontrará “{ $title }”. Você pode trazê-lo de volta.
document-bring-back = Trazer de volta
document-from = Vale a partir de
document-approval-title = Nova versão de { $title }
document-approval-lead = Versão { $number } de { $ref }, responsável: { $owner }. Os parceiros a leem depois da sua aprovação.
document-approved = A versão { $number } de { $ref } está valendo: { $by } aprovou.
document-rejected = A versão { $number } de { $ref } não vale: { $by } recusou. A anterior continua em vigor.
document-not-given = O documento só pode ser lido aqui; o arquivo em si não é destinado a você.
document-renewed-title = Nova versão de { $title }
document-renewed = A versão { $number } vale desde { $at }. Você abriu a versão { $seen }.
document-renewed-note = O que mudou na versão { $number }
document-add = Incluir no catálogo
document-add-title = Incluir no catálogo
document-add-submit = Incluir
document-title = Título
document-choose-kind = Tipo
document-choose-language = Idioma
document-choose-view = Quem pode ler
document-choose-customers = Para clientes
document-choose-region = Região (vazio: todas)
document-choose-product = Produto
document-view-owner = Só você e os administradores
document-view-vendor = As pessoas do fornecedor
document-view-partner-admins = Também os administradores dos parceiros
document-view-partners = Todas as pessoas dos parceiros
document-dropped = { $weight }. O que devo fazer com este arquivo? Ele espera por um dia.
document-near = { $ref } tem quase o mesmo nome.
document-renew = Nova versão
document-renew-title = Nova versão
document-renew-of = Este arquivo passa a ser a nova versão de { $title } ({ $ref }). Quem abriu a anterior fica sabendo o que mudou.
document-taken = { $ref } está no catálogo: a versão { $number } vale a partir de agora.
document-taken-waits = { $ref } está no catálogo: a versão { $number } valerá quando for aprovada.
document-drop-over = Este arquivo já está no catálogo ou esperou mais de um dia. Se ainda for necessário, envie-o de novo.
document-added-before = Este arquivo já foi adicionado. Para que ele volte a ser a versão que vale, envie-o de novo e use “Nova versão” ao lado do documento dele. Um documento retirado precisa antes ser trazido de volta.
document-same = A versão que vale é exatamente este arquivo, então não há nada a renovar.
document-useful = Foi útil
document-useless = Não foi útil
document-useful-thanks = Obrigado. Ficou registrado, sem o seu nome: foi útil.
document-useless-thanks = Obrigado. Ficou registrado, sem o seu nome: não foi útil.
documents-usage = Como os documentos são usados
documents-usage-in = Como os documentos são usados: { $region }
documents-usage-all = Todas as regiões
documents-usage-how = { $days ->
    [one] Pelas pessoas dos parceiros, no último dia.
   *[other] Pelas pessoas dos parceiros, nos últimos { $days } dias.
}
documents-usage-none = Nada.
documents-most = Abertos por mais pessoas
documents-used = { $people ->
    [one] Uma pessoa
   *[other] { $people } pessoas
}, { $times ->
    [one] aberto uma vez
   *[other] aberto { $times } vezes
}; útil para { $useful }, não útil para { $useless }
documents-unused = { $count ->
    [one] Um documento que ninguém abriu
   *[other] { $count } documentos que ninguém abriu
}
documents-missing = Procurado em vão
documents-gap = { $region }: { $partners ->
    [one] um parceiro
   *[other] { $partners } parceiros
}, { $times ->
    [one] uma vez
   *[other] { $times } vezes
}
document-undecidable = A versão { $number } de { $ref } espera uma aprovação que só o responsável poderia dar, ou não é possível avisar ninguém que possa dar. Dê a outra pessoa o papel de diretor ou de administrador; então ela será consultada.
document-decided = A versão { $number } de { $ref } já foi decidida.
document-ask = Perguntar ao responsável
document-question = Documento
document-question-about = Sobre o documento: { $title }
document-question-offer = É uma pergunta sobre o documento?
document-question-sent = O responsável lê a sua pergunta. A resposta chega aqui, só para você. Assunto: { $title }
documents-plainly = Procurei estas palavras nos documentos. Para qualquer outra coisa, veja o que posso fazer.
document-how-to-get = Escreva `/docs { $ref }` ao Tandem para recebê-lo em particular.
document-named = A versão { $number } está no catálogo ({ $weight }).
document-not-for-channel = Nem todos os que leem este canal podem ter este documento, então ele não foi compartilhado ali.
document-not-shared = Não há certeza de que ele chegou a { $name }, onde as pessoas de { $partner } leem.
document-not-shared-again = Quando isso estiver resolvido, compartilhe de novo: nada vai para lá sozinho.
document-not-shared-over = Nesse meio-tempo ele foi retirado do catálogo, ou nenhuma versão dele vale mais.
document-not-shared-title = { $title } não foi compartilhado
document-not-shared-unlinked = Ele não chegou: o canal não está mais vinculado a { $partner }.
document-share = Compartilhar
document-share-for-good = O que foi compartilhado permanece ali, mesmo quando uma nova versão passa a valer. Qualquer pessoa do canal pode repassar o arquivo.
document-share-lead = A versão { $number } seria vista por todos os que leem o canal. Escolha um.
document-share-nowhere = Não há canal em que todos possam ter este documento. Ele precisa ser destinado a todas as pessoas de um parceiro, e o canal do parceiro precisa estar vinculado e em ordem.
document-share-open = Compartilhar em um canal
document-share-readers = Lido por todos no canal: as pessoas de { $partner } e as suas.
document-share-sure = Todos em { $name } verão “{ $title }”: as pessoas de { $partner } e as suas. Não é possível desfazer.
document-share-title = Compartilhar { $title }
document-shared = O documento está a caminho de { $name }, onde as pessoas de { $partner } o leem.
document-vanished = O arquivo de { $ref } não está mais na pasta observada. O documento continua no catálogo: diga se ainda está certo ou retire-o.

# Choosing one, in a form or beside a message
document-option = { $title } ({ $ref })
document-pointer-title = Um documento
document-pointer = Cada pessoa o abre em particular, se tiver acesso a ele.
document-replace = Nova versão de outro
document-replace-which = Documento
document-which-hint = Digite parte do título

# Edição
document-edit = Editar
document-edit-title = Editar o documento
document-edit-save = Salvar
document-product-any = Nenhum produto em particular
document-partner-any = Todos os parceiros
document-partners-several = { $count ->
    [one] Um parceiro, como antes
   *[other] Os { $count } parceiros, como antes
}
document-choose-languages = Idiomas
document-choose-regions = Regiões (nenhuma: todas)
document-choose-tiers = Níveis (nenhum: todos)
document-choose-types = Tipos de parceiro (nenhum: todos)
document-choose-partner = Parceiro
document-choose-partner-hint = Digite parte do nome, se for para um só parceiro
document-choose-download = Quem deles pode ter o arquivo
document-choose-edit = Quem pode alterá-lo
document-choose-review = Em que dia perguntar ao responsável se ainda está certo
document-choose-every = E depois disso
document-circle-owner = Só o responsável e os administradores
document-every = { $days ->
    [0] nunca mais
    [one] todo dia
   *[other] a cada { $days } dias
}
document-edited-for = { $count ->
    [0] { $ref }: salvo. Nenhum parceiro o lê.
    [one] { $ref }: salvo. Um parceiro pode lê-lo.
   *[other] { $ref }: salvo. { $count } parceiros podem lê-lo.
}
document-review-past = Escolha um dia que ainda está por vir.

# Whoever answers for a document hands it on
document-hand-on = Passar adiante
document-choose-owner = Quem passa a responder por ele
document-choose-owner-hint = Digite parte do nome
document-owner-now = Agora: { $owner }. As perguntas sobre “{ $title }” e as revisões irão para quem você escolher.
document-is-handed-on = { $to } responde por { $ref } a partir de agora e recebe um aviso.
document-yours = Você responde por { $ref } a partir de agora: as perguntas sobre ele e as revisões vêm para você.
document-not-yours = Só quem responde por este documento, ou um administrador, pode passá-lo adiante.
