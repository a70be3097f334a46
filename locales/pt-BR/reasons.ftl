## Por que uma mensagem não está lá e o que fazer

reason-no-channel = Este canal não existe mais, ou o Tandem foi removido dele. Adicione o Tandem novamente ou vincule outro canal.
reason-archived = O canal está arquivado. Desarquive-o ou vincule outro canal.
reason-not-a-member = O Tandem não está neste canal ou chat. Adicione-o: no Slack com `/invite @Tandem`, no Teams em Aplicativos.
reason-not-allowed-there = As regras desse workspace ou canal não permitem que o Tandem escreva ali. Peça a autorização de quem o administra.
reason-account-gone = Esta conta foi desativada, ou o Tandem não consegue vê-la. Verifique quem é a pessoa certa hoje.
reason-no-direct-message = O Tandem não pode escrever para esta conta em particular. Peça à pessoa que abra o Tandem uma vez ou use um canal.
reason-blocked = A pessoa bloqueou ou removeu o Tandem no Teams. Peça que adicione o aplicativo novamente.
reason-too-long = A mensagem é longa demais para esta plataforma. Encurte-a e envie de novo.
reason-shared = Pessoas de fora podem ler ali, e esta mensagem não é para elas. Use um canal próprio.
reason-not-linked = O canal não está mais vinculado a esse parceiro, ou há algo errado com ele; a lista de canais diz o quê. Nada foi enviado lá.
reason-deleted = Alguém excluiu a mensagem. Ela não será enviada de novo.
reason-nameless = A plataforma não identificou esta mensagem, por isso o Tandem não pode alterá-la nem removê-la. Escreva a quem a recebeu.
reason-scope = O Tandem não recebeu a permissão necessária. Peça a quem administra o workspace que o instale de novo com todas as permissões.
reason-not-installed = O Tandem não está instalado ali no momento, ou foi desativado. Peça a quem administra que o instale de novo: tudo o que está à espera sai então automaticamente.
reason-too-fast = A plataforma pediu uma pausa. A mensagem sairá automaticamente.
reason-unreachable = A plataforma não respondeu, ou a resposta não pôde ser lida. Tentaremos de novo.
reason-bug = O próprio Tandem falhou nesta mensagem. Tentaremos mais algumas vezes; avise quem mantém o Tandem.
reason-paused = O envio para este lugar está em pausa por um instante. A mensagem sairá automaticamente.
reason-quiet-hours = A mensagem aguarda o fim do horário de silêncio de quem vai recebê-la.
reason-daily-cap = Passa do limite diário de mensagens de quem a recebe e vem no resumo diário.
reason-deal-desk = Quem a recebe a encontra no canal em que se decide sobre os negócios.
reason-no-account = A pessoa não tem no Slack nem no Teams uma conta que o Tandem conheça. Peça que escreva ao Tandem uma vez.
reason-looked-for = Ainda não se sabe se a mensagem chegou. O Tandem verifica antes de enviar qualquer coisa de novo.
reason-held = Não há como saber se a mensagem chegou, por isso ela não foi reenviada. Verifique no local; se não estiver lá, mande enviá-la de novo.
reason-restored = A mensagem ainda seria enviada quando o banco de dados foi restaurado. Quem mantém o Tandem decide se ela sai.
reason-dropped = Quem mantém o Tandem decidiu que esta mensagem não será enviada.
reason-due-again = Foi pedido um novo envio, e a mensagem está a caminho.
reason-not-for-them = Quem a receberia não tem mais acesso a isto, ou saiu. Nada foi enviado.
reason-our-mistake = A plataforma não aceitou o formato desta mensagem. É um erro do Tandem: avise quem o mantém.
unreached-then = { $why ->
    [no-channel] Não chegou a ninguém lá: nenhum canal do parceiro estava vinculado. Vincule um.
    [no-account] A pessoa ainda não tinha entrado. Peça que escreva ao Tandem uma vez.
    [no-app] O Tandem foi removido de lá. Peça a quem administra que o instale de novo.
    [no-address] Ninguém de lá havia escrito ao Tandem ainda. Peça a alguém de lá que escreva uma vez.
    [archived] O canal estava arquivado. Desarquive-o ou vincule outro canal.
    [deleted] O canal havia sido excluído. Vincule outro canal.
    [removed] O Tandem não estava mais no canal. Adicione-o novamente.
    [unshared] O parceiro não estava mais no canal. Compartilhe-o de novo ou vincule outro canal.
   *[others] Havia pessoas de outro parceiro ou mais de 10 mil pessoas no canal. Remova-as ou vincule outro canal.
}
reason-new = A plataforma recusou por um motivo que o Tandem ainda não conhece: { $reason }. Avise quem mantém o Tandem.
reason-file-missing = O arquivo não está mais no repositório de arquivos. Restaure FILES_FOLDER a partir do backup ou importe o documento de novo.
reason-file-unread = O arquivo não pôde ser lido de onde os arquivos ficam (FILES_FOLDER). O log diz por quê; quando puder ser lido, mande enviar de novo.
reason-no-files = As regras desse workspace, ou daquele com que ele é compartilhado, não permitem este arquivo. Peça a quem o administra que permita, ou entregue o arquivo de outra forma.
reason-file-too-large = Esse workspace não permite arquivos tão grandes. Peça a quem o administra que permita, ou entregue o arquivo de outra forma.
reason-no-seats = Não havia mais vaga sobre a qual enviar um arquivo de calendário. Nada foi enviado.
reason-answered = Alguém já tinha respondido à pergunta. Não era preciso dizer mais nada.
announcement-acknowledged = A leitura já tinha sido confirmada, ou não era mais pedida a ninguém. Não era preciso lembrar ninguém.
request-decided = Já tinha sido decidido. Não era preciso dizer mais nada.
reason-not-changed = A plataforma não permite mais alterar nem remover esta mensagem. Escreva a quem a recebeu.
reason-given-up = A plataforma não respondeu, ou a resposta não pôde ser lida. Houve várias tentativas, e não haverá outras automaticamente.
reason-bug-each-time = O próprio Tandem falhou nesta mensagem em todas as tentativas. Avise quem mantém o Tandem; não haverá outras automaticamente.
reason-never-there = A mensagem foi enviada várias vezes e, em todas, não estava lá quando o Tandem verificou. Ela não será reenviada automaticamente.
