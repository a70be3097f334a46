## O que um arquivo enviado faria

import-kind-people = Pessoas
import-kind-customers = Clientes e contas nomeadas
import-kind-channels = Canais dos parceiros
import-kind-courses = Cursos
import-kind-sessions = Turmas
import-kind-rules = Regras de cursos
import-kind-attendance = Presença nas turmas
import-kind-trainers = Instrutores das turmas
import-title = Importação: { $name }
import-read = { $count ->
    [one] Li { $count } linha. Nada foi alterado ainda.
   *[other] Li { $count } linhas. Nada foi alterado ainda.
}
import-all-wrong = { $count ->
    [one] Li { $count } linha, e ela não pode ser importada como está.
   *[other] Li { $count } linhas, e nenhuma pode ser importada como está.
}
import-broken = Não consigo ler este arquivo até o fim, por isso nada dele pode ser importado.
import-changed = Algo mudou desde que você olhou, por isso nada foi aplicado. Agora aconteceria isto:
import-code-page = Este arquivo não está em Unicode; foi lido como Windows-{ $page }. Se as letras parecerem erradas, salve-o como “CSV UTF-8” e envie de novo.
import-added = Novas
import-altered = Alterações
import-refused = Com erro
import-same = Sem mudança
import-lines = { $count ->
    [one] { $count } linha
   *[other] { $count } linhas
}
import-line = Linha { $line }
import-line-of = Linha { $line }: { $name }
import-would-add = será adicionada
import-would-change = muda: { $columns }
import-left = { $count ->
    [one] e mais { $count } linha
   *[other] e mais { $count } linhas
}
import-apply = Aplicar
import-apply-sure = { $count ->
    [one] { $count } linha será importada. Isso não pode ser desfeito com um botão.
   *[other] { $count } linhas serão importadas. Isso não pode ser desfeito com um botão.
}
import-apply-rest = Aplicar as corretas
import-apply-rest-sure = { $count ->
    [one] { $count } linha está errada e ficará de fora.
   *[other] { $count } linhas estão erradas e ficarão de fora.
}
import-discard = Descartar

## O que aconteceu com ele

import-nothing = { $count ->
    [0] Não há nenhuma linha abaixo do cabeçalho, por isso não há nada a fazer.
    [one] { $count } linha, e tudo já está assim: não há nada a fazer.
   *[other] { $count } linhas, e tudo já está assim: não há nada a fazer.
}
import-applied = Aplicado: { $at }
import-discarded = Descartado. Nada foi alterado.
import-replaced = Um arquivo mais novo tomou o lugar deste. Nada deste foi aplicado.
import-expired = Este arquivo ficou guardado por um dia e foi apagado. Para importá-lo, envie-o de novo.

## O que pode ser importado

import-unknown-title = Que arquivo é este?
import-unknown = Reconheço o conteúdo de um arquivo pela primeira linha, e não conheço esta. Você pode importar:
import-kind = **{ $kind }**: a primeira linha traz os nomes das colunas, em qualquer ordem; depois vem uma linha para cada item.
import-template = `{ $row }`
import-missing = Faltam estas colunas: `{ $columns }`
import-excess = Não conheço estas colunas: `{ $columns }`
import-paste = Colar linhas
import-form-title = Importar linhas
import-form-submit = Conferir
import-form-intro = Você vê o que aconteceria antes que algo mude. Também é possível enviar um arquivo CSV no nosso chat privado.
import-form-lines = Linhas
import-form-hint = Copie-as de uma planilha ou de um arquivo CSV, começando pela linha com os nomes das colunas.

## Arquivos que não são lidos

import-too-large = Este arquivo tem mais de 1 MiB. Divida-o ou use `tandem people import` na linha de comando.
import-too-many-lines = Este arquivo tem mais de { $limit } linhas. Divida-o ou use `tandem people import` na linha de comando.
import-workbook = Isto é uma pasta de trabalho. Na planilha, escolha “Salvar como” e “CSV UTF-8” e envie esse arquivo.
import-no-text = Não consigo ler este arquivo como texto. Na planilha, escolha “Salvar como” e “CSV UTF-8” e envie esse arquivo.
import-one-at-a-time = São vários arquivos. Envie um de cada vez.
import-no-right-to-files = Não tenho permissão para ler arquivos neste espaço de trabalho. Escreva `/partner importar` e cole as linhas ali, ou peça a quem me administra que importe o arquivo.
import-not-fetched = Não consegui buscar este arquivo. Envie-o de novo, ou escreva `/partner importar` e cole as linhas ali.

## O que está errado em uma linha

import-header = A primeira linha deve ser: { $columns }
import-unreadable = Esta linha e as seguintes não podem ser lidas como CSV: há aspas abertas ou fora do lugar, ou uma célula longa demais.
import-columns-count = { $count ->
    [one] Há { $count } coluna em vez de { $wanted }.
   *[other] Há { $count } colunas em vez de { $wanted }.
}
import-twice = O mesmo já está na linha { $line }.
import-name = É preciso um nome de 1 a { $limit } caracteres.
import-formula = “{ $given }” seria uma fórmula em uma planilha. Tire o sinal do começo.
import-email = “{ $given }” não é um endereço de e-mail.
import-organisation = “{ $given }” não é uma organização. Permitidas: { $allowed }
import-role-missing = É preciso uma função em { $organisation }. Permitidas: { $allowed }
import-role = “{ $given }” não é uma função em { $organisation }. Permitidas: { $allowed }
import-language = “{ $given }” não é um idioma do programa. Permitidos: { $allowed }
import-zone = “{ $given }” não é um fuso horário. Escreva como Europe/Warsaw.
import-looks-after = “{ $given }” não pode ter responsável. Permitidos: { $allowed }
import-looks-after-nothing = “{ $given }”: estas funções não cuidam de ninguém; deixe esta célula vazia.
import-country = “{ $given }” não é um país em que vocês vendem. Permitidos: { $allowed }
import-customer-kind = “{ $given }” não é um tipo de cliente. Permitidos: { $allowed }
import-key = “{ $given }” não é um nome curto. Use letras minúsculas, números e hifens, no máximo { $limit } caracteres, como sensor-basics.
import-option = “{ $given }” não pode ficar na coluna { $column }. Permitidos: { $allowed }
import-number = “{ $given }” não pode ficar na coluna { $column }. Escreva um número inteiro de { $least } a { $most }.
import-day = “{ $given }” não é uma data. Escreva como 2027-03-04.
import-time = “{ $given }” não é um horário. Escreva como 09:30.
import-link = “{ $given }” não é um link. Ele precisa começar com https:// e ter no máximo { $limit } caracteres.
import-owner = “{ $given }” não é uma região nem o endereço de alguém da sua empresa. Regiões: { $allowed }
import-partner = “{ $given }” não é um parceiro. Permitidos: { $allowed }
attendance-session = Não há a turma “{ $given }”, ou ela foi cancelada. Escreva o curso e a turma como nos arquivos importados.
attendance-nobody = Ninguém aqui tem o endereço “{ $given }”, ou mais de uma pessoa tem.
training-no-trainer = Ninguém da equipe do fornecedor tem o endereço “{ $given }”.
