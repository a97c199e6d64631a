#ifndef CVTerm_H
#define CVTerm_H
#endif
