#ifndef CLibcrypto_H
#define CLibcrypto_H
#endif
