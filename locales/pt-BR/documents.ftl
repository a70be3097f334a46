# Documentos: o catálogo, o que se encontra nele e quem cuida dele.

document-changed = O documento mudou nesse meio-tempo. Abra-o novamente e repita a alteração.
document-key-taken = Outro documento já tem essa chave. Escolha outra chave ou altere aquele documento.

document-bomb = Este arquivo, descompactado, é muito maior do que parece, por isso não foi aberto. Salve-o novamente sem os itens incorporados.
document-empty = Este arquivo está vazio. Escolha outro.
document-encrypted = Este arquivo tem senha, e ninguém poderia pesquisar nele. Salve-o sem a senha.
document-macros = Este arquivo contém macros ou algo que é executado ou baixado ao abrir. Salve-o sem isso, por exemplo como PDF.
document-too-heavy = A leitura deste arquivo exige tempo ou memória demais. Salve-o em um formato mais simples ou divida-o.
document-too-large = Este arquivo tem mais de 25 MB. Divida-o ou reduza as imagens.
document-type-unknown = Este arquivo não pode ser lido. Salve-o como PDF, Word (.docx), PowerPoint (.pptx), Excel (.xlsx), HTML, Markdown ou texto simples.
document-unreadable = Este arquivo está danificado e não pode ser lido. Salve-o novamente ou exporte como PDF.
