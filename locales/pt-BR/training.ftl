## What one has to do

training-title = Treinamento
training-to-do = { $count ->
    [one] Você tem { $count } curso a fazer.
    [many] Você tem { $count } de cursos a fazer.
   *[other] Você tem { $count } cursos a fazer.
}
training-late = { $count ->
    [one] { $count } curso está atrasado.
    [many] { $count } de cursos estão atrasados.
   *[other] { $count } cursos estão atrasados.
}
training-nothing = No momento, você não tem nada a fazer.
training-won = O que você concluiu:
training-calendar = Calendário
training-team = Equipe
training-mine = Meu treinamento
training-choose = Escolher uma data
training-look = Ver
training-done = Concluí
training-cannot = Não posso ir
training-register = Inscrever-me
training-change = Mudar para esta

## How one stands with a course

training-open = A fazer, sem prazo definido
training-due = A fazer até { $day }
training-overdue = O prazo terminou em { $day }
training-seat = Você tem uma vaga: { $at }
training-moved-away = A turma em que você tinha vaga foi cancelada. Escolha outra data.
training-offered = Você pode fazer este curso.
training-valid = Concluído; o certificado não expira.
training-valid-until = Concluído; o certificado vale até { $day }.
training-ended = O certificado expirou em { $day }.

## A course

training-due-on = Prazo
training-lasts = Duração
training-led-by = Conduzida por
training-minutes = { $count } min
training-product = Produto
training-mandatory = Obrigatório
training-yes = Sim
training-module = Abrir o módulo
training-meeting = Entrar na reunião
training-recording = Assistir à gravação
training-sessions = Datas, no seu horário:
training-no-session = Ainda não há data marcada.
training-is-full = Sem vagas
training-seats = Vagas restantes: { $count }

## What has just happened

training-registered = Sua vaga está reservada: { $at }. Um arquivo para a sua agenda chega em seguida.
training-freed = Sua vaga está livre para outra pessoa.
training-won-now = Concluído e registrado.
training-full-now = Esta turma está sem vagas. Estas são as próximas datas.
training-full-none = Esta turma está sem vagas, e nenhuma outra foi marcada ainda.

## The calendar

training-calendar-title = Calendário de treinamento
training-coming = { $count ->
    [one] { $count } turma está prevista.
    [many] { $count } de turmas estão previstas.
   *[other] { $count } turmas estão previstas.
}
training-no-sessions = No momento, não há turmas previstas.
training-seats-at = { $at }. Vagas restantes: { $count }
training-full-at = { $at }. Sem vagas
training-yours-at = { $at }. Você tem uma vaga.
training-zone = Todos os horários são de { $place }.

## A team

training-team-of = Treinamento de { $partner }
training-team-title = Treinamento dos parceiros
training-partners = { $count ->
    [one] { $count } parceiro
    [many] { $count } de parceiros
   *[other] { $count } parceiros
}
training-no-courses = Ainda não há cursos.
training-far = A fazer: { $todo }, em atraso: { $late }. Certificados: { $valid }, expiram em breve: { $ending }.

## Reminders

training-again = Mais tarde
training-again-at = Vou lembrar você de novo: { $at }
training-comes = Seu treinamento está chegando: { $at }
training-soon = Sua turma começa em breve: { $at }
training-is-due = O prazo termina no fim do dia: { $day }.
training-ends = Seu certificado vale até o fim do dia: { $day }. Renove-o a tempo.
training-moved = Sua turma começa em: { $at }. O horário, a duração ou o link mudou, ou ela vai acontecer apesar do cancelamento.
training-cancelled = Sua turma foi cancelada.
training-no-later = Resta pouco tempo para lembrar você de novo. Inscreva-se ou abra o treinamento agora, neste cartão.

## What was refused

training-changed = Enquanto isso, outra pessoa mudou algo aqui. Veja `/training` de novo.
training-over = Esta turma já começou ou foi cancelada. `/training calendário` mostra as próximas.
training-not-yet = Só é possível marcar como concluído depois que a turma começar.
training-reminder-over = O lembrete chegaria tarde demais: aquilo de que ele trata já passou, foi concluído, remarcado ou cancelado. Nada foi enviado.
training-no-course = No momento não há curso para este produto. Fale com quem cuida da sua conta.

## Renovação

training-renew = Renovar
training-renew-module = Abra o módulo e clique em “Concluí” quando terminar.
training-renew-later = O curso está entre as suas pendências. Escolha uma data assim que houver uma com vaga.

## Presença

training-code-enter = Digitar o código
training-code-title = Presença na turma
training-code-submit = Enviar
training-code-label = Código
training-code-hint = Seis letras e números ditos durante a aula.
training-code-wrong = Nenhuma turma de que você possa participar tem este código agora. Ouça de novo: ele vale desde quinze minutos antes do início até meia hora depois do fim.
training-attended = Sua presença foi registrada.
training-attendance = Presença
training-attendance-lead = Turmas das últimas duas semanas e até amanhã:
training-attendance-none = Não houve turmas nas últimas duas semanas, e nenhuma começa até amanhã.
training-leads-none = Você não conduz nenhuma turma nestes dias. A presença é registrada por quem conduz a turma e por quem cuida dos treinamentos.
training-session-at = { $at }
training-session-off = { $at }. Cancelada
training-there = Presentes
training-unmarked = Ainda sem registro
training-code-say = Diga o código durante a aula. Quem está presente digita `/training código` e o código, de { $since } até { $until }.
training-absent = Não compareceu
training-absent-sure = A pessoa perde a vaga nesta turma. O curso continua pendente se foi atribuído.
training-all-there = Todos compareceram
training-all-there-sure = { $count ->
    [one] { $count } pessoa terá o curso concluído, com certificado. Isso não pode ser desfeito.
    [many] { $count } de pessoas terão o curso concluído, com certificado. Isso não pode ser desfeito.
   *[other] { $count } pessoas terão o curso concluído, com certificado. Isso não pode ser desfeito.
}

## Certificados que vencem em breve

training-lapsing = Certificados a vencer
training-lapsing-count = { $count ->
    [0] Nenhum certificado vence em sessenta dias.
    [one] { $count } certificado vence em sessenta dias ou venceu há pouco.
    [many] { $count } de certificados vencem em sessenta dias ou venceram há pouco.
   *[other] { $count } certificados vencem em sessenta dias ou venceram há pouco.
}
training-lapsing-row = { $partner }: { $course }, válido até { $day }
training-remind-all = Lembrar todos
training-remind-sure = { $count ->
    [one] { $count } pessoa recebe uma mensagem, fora do horário de silêncio. Quem já foi lembrado de um certificado não é lembrado dele outra vez.
    [many] { $count } de pessoas recebem uma mensagem cada, fora do horário de silêncio. Quem já foi lembrado de um certificado não é lembrado dele outra vez.
   *[other] { $count } pessoas recebem uma mensagem cada, fora do horário de silêncio. Quem já foi lembrado de um certificado não é lembrado dele outra vez.
}
training-reminded = Lembrados agora: { $count }. Lembrados antes: { $before }.
training-has-lapsed = Seu certificado expirou em { $day }. Quem cuida da sua conta pede que você o renove.
training-lapses = Seu certificado é válido até { $day }. Quem cuida da sua conta pede que você o renove a tempo.
training-holders = { $count ->
    [0] exigido pelo nível; ninguém tem
    [one] exigido pelo nível; { $count } pessoa tem
    [many] exigido pelo nível; { $count } de pessoas têm
   *[other] exigido pelo nível; { $count } pessoas têm
}

## Arquivos para a agenda

training-file = Em arquivo
training-file-about = Treinamento de { $programme }. “/training” mostra os detalhes e permite liberar a vaga.
training-no-seats = Você não tem vaga em nenhuma turma futura. `/training calendário` mostra o que está previsto.

## Lembretes próprios

training-own-title = Lembrete
training-own-understood = { $day }: { $at }. É isso mesmo?
training-own-about = Sobre: { $what }
training-own-skipped = Nesse dia os relógios pulam essa hora: será o primeiro momento depois dela.
training-own-twice = Nesse dia os relógios mostram essa hora duas vezes: será na primeira.
training-own-keep = Sim, me lembre
training-own-drop = Não precisa
training-own-kept = Você será lembrado: { $at }
training-own-now = Você pediu um lembrete: { $at }
training-own-hour = Em uma hora
training-own-day = Amanhã
training-own-gone = Este lembrete não volta mais.
training-own-count = { $count ->
    [0] Você não pediu nenhum lembrete.
    [one] Você pediu { $count } lembrete.
    [many] Você pediu { $count } de lembretes.
   *[other] Você pediu { $count } lembretes.
}
training-own-how = Digite, por exemplo, `/training lembrar sexta às 9h sobre o módulo 2`.
training-own-too-many = Você já tem { $limit } lembretes pela frente. `/training lembrar` mostra todos.
