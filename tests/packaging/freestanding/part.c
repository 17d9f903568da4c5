/* The part of a program that is C gets the same flags, but for those that C lacks. */
int part(void);
int part(void) { return 0; }
