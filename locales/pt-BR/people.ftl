## A porta

door-title = Olá, eu sou o Tandem
door-words = Ajudo os parceiros e os gerentes do fornecedor a trabalhar juntos. Ainda não conheço você por aqui.
door-code = Tenho um código
door-join = Pedir acesso

code-title = Vincular conta
code-submit = Vincular
code-label = Código de uso único
code-hint = Oito letras e números
code-offer = Seu código de uso único é `{ $code }`. Na outra plataforma, escreva para o Tandem: `/partner vincular { $code }`
code-private = Funciona uma única vez, por 10 minutos. Não passe a ninguém.
code-wrong = Este código está errado, já foi usado ou expirou. Para receber um novo, escreva `/partner vincular` onde já nos conhecemos.
code-not-here = Esta conta não pode ser vinculada neste espaço de trabalho. Digite o código em um espaço de trabalho da sua própria empresa; lá ele ainda vale.
code-already-linked = Esta conta já está vinculada.
code-linked-title = Boas-vindas, { $name }!
code-linked = A conta está vinculada. Agora você vê aqui os mesmos negócios e aprovações.

test-title = Um teste do Tandem
test-words = Os cartões chegam até você. Não é preciso fazer nada.

## Configurações

settings-title = Configurações
settings-save = Salvar
settings-saved = Configurações salvas
settings-language = Idioma
settings-zone = Fuso horário
settings-zone-hint = Comece a digitar o nome de uma cidade grande perto de você.
settings-quiet = Horário de silêncio
settings-quiet-from = Silêncio a partir de
settings-quiet-to = Silêncio até
settings-quiet-hint = Por exemplo, 20:00; o que pode esperar chega depois. Para não ter horário de silêncio, deixe os dois campos vazios.
settings-quiet-is = De { $start } até { $end }
settings-quiet-none = Nenhum
settings-arrive = Pedidos de decisão
settings-arrive-each = Cada um na hora
settings-arrive-digest = Juntos, em horários que eu escolho
settings-arrive-desk = No canal de negócios da região, do qual participo
settings-digest = Horários
settings-digest-hint = De um a quatro horários inteiros, por exemplo 9, 13, 16. O resumo chega em dias úteis; o que não pode esperar tanto chega imediatamente.
settings-digest-is = Juntos, em dias úteis: { $hours }
settings-per-day = Mensagens que podem esperar
settings-per-day-usual = Até { $count } por dia, as outras em um resumo
settings-per-day-none = Nenhuma: todas em um resumo
settings-per-day-is = Até { $count } por dia
settings-digest-hour = O resumo delas chega às
settings-hour-usual = Hora habitual ({ $hour })
digest-hours = Informe de um a { $most } horários inteiros, por exemplo 9, 13, 16.
quiet-hours-empty = O horário de silêncio não pode terminar na mesma hora em que começa.

## Ajuda

help-title = Como posso ajudar
help-lead = Escreva para mim ou clique em um botão.
help-unknown = Não entendi “{ $typed }”.
help-nearest = Você quis dizer `{ $command }`?
help-deal = `/deal` registra um negócio; `/deal novo` abre o formulário vazio.
help-deal-prefilled = `/deal Silva 12500 eur` abre o formulário já preenchido.
help-deal-for = `/deal para Silva` registra um negócio em nome de um parceiro, por exemplo depois de um telefonema. Outra pessoa decide sobre ele.
help-deal-list = `/deal listar` mostra os seus negócios.
help-deal-one = `/deal D-7K3QX` mostra um negócio.
help-deal-history = `/deal D-7K3QX histórico` mostra tudo o que aconteceu com ele.
help-deal-change = `/deal editar D-7K3QX` altera um negócio ainda não decidido, `/deal retirar D-7K3QX` o retira, e `/deal recorrer D-7K3QX` recorre de uma rejeição.
help-deal-life = `/deal etapa D-7K3QX` informa em que etapa está um negócio aprovado, `/deal prorrogar D-7K3QX` pede mais proteção; `/deal ganho D-7K3QX` ou `/deal perdido D-7K3QX`, como ele terminou.
help-deal-pin = `/deal fixar` coloca no canal um cartão para quem não tem os comandos ali.
help-approvals = `/approvals` mostra o que aguarda a sua decisão; com um país, um nome, “acima de 10000 reais”, “conflito” ou “atrasado” no fim, só uma parte.
help-approvals-delegate = `/approvals delegar` durante a sua ausência: quem decide por você e até quando; `/approvals delegar lista` mostra e encerra.
help-docs = `/docs preços` encontra um documento; só `/docs` mostra todos os que são para você.
help-docs-one = `/docs F-7K3QX` abre um documento.
help-docs-usage = `/docs uso` mostra quais documentos são abertos, quais não, e o que se procura em vão.
help-announce = `/announce` escreve a muitos parceiros de uma vez: primeiro um rascunho, que você pode ver e testar.
help-announce-list = `/announce listar` mostra o que você escreveu, `/announce A-7K3QX` um deles.
help-announce-questions = `/announce A-7K3QX perguntas` mostra o que perguntaram sobre um comunicado.
help-training = `/training` mostra o que você tem a fazer e o que já concluiu.
help-training-calendar = `/training calendário` mostra as próximas turmas.
help-training-team = `/training equipe` mostra como está a sua equipe ou os seus parceiros.
help-training-code = `/training código ABC123` registra sua presença: o código é dito durante a aula.
help-training-remind = `/training lembrar sexta às 9h sobre o módulo 2` cria um lembrete; antes repetimos o que foi entendido.
help-training-attendance = `/training presença` mostra as turmas destes dias que você conduz ou acompanha, com o código e a lista de presença.
help-partner = `/partner` mostra o parceiro e quem cuida dele.
help-team = `/partner equipe` mostra os seus colegas e as funções deles.
help-channels = `/partner canais` lista os canais dos parceiros e o que há de errado com cada um.
help-settings = `/partner configurações` define idioma, fuso horário e horário de silêncio.
help-arrive = Ali você também escolhe se os pedidos chegam um a um, ou juntos nos horários que preferir.
help-link = `/partner vincular` vincula a sua conta em uma segunda plataforma.
help-import = Um arquivo CSV enviado aqui é importado depois que você vê o que ele mudaria; também dá para colar as linhas: `/partner importar`.
help-feedback = `/partner opinião` envia a sua opinião sobre o Tandem.
help-feedback-list = `/partner opinião listar` mostra o que os outros disseram.
help-forms = O Slack e o Teams não enviam nada quando um formulário é fechado: clique antes em “Salvar rascunho”. O que foi enviado e recusado fica guardado por 7 dias.
help-support = Algo não funciona no Tandem? { $address }

welcome-title = Boas-vindas, { $name }
welcome-words = Sou o Tandem. Aqui os negócios são registrados e decididos, com um botão ou uma palavra.
welcome-help = Escreva `ajuda` a qualquer momento para ver como posso ajudar.
welcome-here-title = O Tandem chegou
welcome-here = Mencione-me com `ajuda` ou `deal fixar`; não leio mais nada neste canal e respondo em particular.

thanks-title = Por nada
thanks-words = Escreva `ajuda` para ver como posso ajudar.

## Funções

role-partner-rep = representante do parceiro
role-partner-admin = administrador do parceiro
role-channel-manager = gerente de canal
role-regional-lead = líder regional
role-director = diretor
role-admin = administrador
role-auditor = auditor
