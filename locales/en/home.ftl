home-title = Tandem
home-lead = Hello { $name }.
home-section = **{ $title }**
pinned-title = Partner desk
pinned-words = Register a deal or look yours up. Whatever you see after pressing a button, only you see.
