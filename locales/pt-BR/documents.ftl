# Documentos: o catálogo, o que se encontra nele e quem cuida dele.

document-changed = O documento mudou nesse meio-tempo. Abra-o novamente e repita a alteração.
document-key-taken = Outro documento já tem essa chave. Escolha outra chave ou altere aquele documento.
