# Documents: the catalogue, what can be found in it, and who looks after it.

document-changed = The document has changed meanwhile. Open it again and repeat the change.
document-key-taken = Another document has this key already. Choose another key, or change that document.

document-bomb = This file unpacks to much more than it seems to hold, so it was not opened. Save it again without what is embedded in it.
document-empty = This file is empty. Choose another one.
document-encrypted = This file has a password, so nobody could search in it. Save it without the password.
document-macros = This file holds macros, or something that runs or is fetched when it is opened. Save it without them, for example as a PDF.
document-too-heavy = Reading this file takes too much time or memory. Save it in a simpler form, or split it.
document-too-large = This file is larger than 25 MB. Split it, or make its pictures smaller.
document-type-unknown = This file is none that can be read: PDF, Word (.docx), PowerPoint (.pptx), Excel (.xlsx), HTML, Markdown or plain text. Save it as one of them.
document-unreadable = This file is damaged and cannot be read. Save it again, or export it as a PDF.
