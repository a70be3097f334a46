# Documents: the catalogue, what can be found in it, and who looks after it.

document-changed = The document has changed meanwhile. Open it again and repeat the change.
document-key-taken = Another document has this key already. Choose another key, or change that document.
