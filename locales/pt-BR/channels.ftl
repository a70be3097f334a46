## Canais dos parceiros

channel-host-unknown = O programa não conhece o workspace ou locatário { $host }. Adicione-o primeiro ao programa.
channel-host-elsewhere = O workspace ou locatário { $host } é de outro parceiro. Nele só podem ser vinculados os canais dele próprio.
channel-taken = Este canal já está vinculado a outro parceiro. Um canal pertence a exatamente um: desfaça primeiro o outro vínculo.
channel-unreadable = “{ $given }” não é um canal. No Slack ou no Teams, escolha “Copiar link” no canal e cole-o aqui, ou cole o id do canal.
channel-platform = Este é um canal do { $found }, não do “{ $given }”.
channel-host-missing = Em que workspace ou locatário ele está? A coluna workspace está vazia, e vocês têm vários.
