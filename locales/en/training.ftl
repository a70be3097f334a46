## What was refused

training-changed = Somebody else has changed this meanwhile. Look at `/training` again.
training-full = The last seat has just been taken.
