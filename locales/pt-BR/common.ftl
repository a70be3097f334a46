## Dito em toda parte

more = Mostrar mais
show-all = Mostrar tudo
card-rest = O restante, como está agora.
cancel = Cancelar
close = Fechar
help = Ajuda
days = { $count ->
    [one] { $count } dia
   *[other] { $count } dias
}

problem-title = Não deu certo
sorry-title = Algo falhou por aqui
sorry = Desculpe, o erro foi nosso, não seu, e já está registrado. Se acontecer de novo, informe este número ao seu gerente de canal: `{ $reference }`
sorry-kept = Desculpe, o erro foi nosso, não seu, e já está registrado. O que você enviou em um formulário ficou guardado como rascunho. Se acontecer de novo, informe este número ao seu gerente de canal: `{ $reference }`
no-database = O banco de dados não responde no momento, então nada foi feito. Tente novamente em um minuto.
sorry-typed = Isto é o que foi digitado:
typed-restored = Restaurado: o que você enviou ({ $at }) não pôde ser concluído naquele momento.
already-received = Isto já tinha chegado; nada foi feito duas vezes.
answered-once = Isto já foi respondido. A resposta continha um dado sigiloso, que não fica guardado em lugar nenhum; peça de novo, por favor.
not-found = Não há nada aqui com esse nome, ou você não tem acesso. Confira o número ou escreva `/deal listar`.
not-allowed = Sua função não permite isso. Escreva `/partner` para ver o que você pode fazer.
stranger = Ainda não conheço você por aqui.
too-many-tries = Foram tentativas demais. Tente novamente depois de { $until }.
too-much-at-once = Foram muitas coisas de uma vez, por isso nada foi feito ainda. Tente de novo em { $seconds ->
    [one] { $seconds } segundo
   *[other] { $seconds } segundos
}.

waiting-title = Um momento
waiting-words = Está demorando um pouco mais que o normal. O resultado vai aparecer aqui.
saving-title = Salvando
saving-words = Recebemos e estamos salvando. Você vai receber uma mensagem quando terminar; pode fechar esta janela.
answer-in-private = A resposta está nas suas mensagens privadas.
write-in-person = Não posso responder aqui. Escreva para mim em uma conversa privada.
answer-waits = Há uma resposta aqui
answer-behind-button = Não consigo escrever em particular. Pressione o botão: só você verá a resposta.
answer-open = Mostrar minha resposta
open-form-here = Clique no botão para abrir o formulário.
open-form = Abrir o formulário

closed-title = Não está mais disponível para você
closed = O que estava aqui terminou ou está agora em outras mãos.
renewed-title = Este cartão está desatualizado
renewed = O pedido que estava aqui está em uma mensagem mais recente.

## Campos

field-required = Preencha este campo.
field-too-long = O texto é longo demais: no máximo { $limit } caracteres.
field-not-an-option = Escolha uma opção da lista.

## Valores e datas como as pessoas digitam

money-ambiguous = Pode ser { $first } ou { $second }. Escreva sem separador de milhar ou com todas as casas decimais.
money-unreadable = Não foi possível entender o valor. Escreva, por exemplo, 12500 ou 12.500,00 EUR.
money-not-positive = O valor precisa ser maior que zero.
money-too-precise = { $decimals ->
    [0] Um valor em { $currency } não tem casas decimais. Arredonde o valor.
    [one] Um valor em { $currency } tem no máximo { $decimals } casa decimal. Arredonde o valor.
   *[other] Um valor em { $currency } tem no máximo { $decimals } casas decimais. Arredonde o valor.
}
money-too-large = O valor é alto demais: no máximo { $limit }.
money-currency-not-allowed = { $given } não é aceito neste programa. Use uma destas moedas: { $allowed }.
money-currency-missing = Em que moeda? Use uma destas: { $allowed }.
date-ambiguous = Pode ser { $first } ou { $second }. Selecione o dia ou escreva o mês por extenso.
date-unreadable = Não foi possível entender a data. Selecione o dia ou escreva, por exemplo, 31 de março de 2027.
date-past = Esta data já passou: { $day }. Selecione um dia futuro.
date-too-far = Esta data está distante demais: { $day }. O último dia possível é { $latest }.
time-unreadable = Não foi possível entender o horário. Escreva, por exemplo, 22:00.
moment-ambiguous = Pode ser { $first } ou { $second }. Especifique, por exemplo: 17h ou 5 da manhã.
moment-past = Este horário já passou: { $given }. Informe um horário futuro.
moment-unreadable = Não foi possível entender o dia e o horário. Escreva, por exemplo, amanhã às 9h, sexta 14h30 ou em 2 horas.
moment-without-hour = O dia foi entendido: { $day }, mas o horário não. Escreva os dois, por exemplo, amanhã às 9h.
time-ambiguous = Pode ser { $first } ou { $second }. Especifique, por exemplo: 17h ou 5 da manhã.
zone-unknown = Não existe esse fuso horário. Comece a digitar o nome de uma cidade grande perto de você, como São Paulo.

platform-slack = Slack
platform-teams = Microsoft Teams
platform-web = Navegador
signed-for = { $who } (por { $whom })
