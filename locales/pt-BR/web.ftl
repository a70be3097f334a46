## The page around the two chats

web-product = Tandem
web-people = Quem é você
web-chat = Seu chat
web-beside = Outro lado
web-change = Trocar
web-swap = Inverter os lados
web-composer = Escreva para o Tandem
web-send = Enviar
web-file = Importar um arquivo
web-send-file = Enviar arquivo
web-quick = Ações rápidas
web-you = Você
web-nothing = Ainda não há nada aqui. O que for enviado a esta pessoa aparece aqui na hora.
web-welcome = Boas-vindas ao Tandem
web-welcome-text = Registre e decida negócios em um só chat. O que você faz deste lado aparece na hora do outro.
web-refresh = Ver novidades
web-close = Fechar o formulário
web-news = Novo
web-skip = Ir para o campo de mensagem
web-stranger = fora do programa
web-somebody = Alguém novo
web-role = { $role }, { $city }

## What a card's icon says

web-tone-good = Concluído
web-tone-warning = Atenção
web-tone-bad = Recusado
web-tone-waiting = Aguardando

## Forms

web-required = Campo obrigatório
web-errors = Confira estes campos
web-choose = Escolha…

## A page from before the last start

web-stale = Esta página está desatualizada, por isso nada foi feito. Abra-a de novo e repita o que estava fazendo.
web-again = Abrir a página de novo
