#ifndef CLibcurl_H
#define CLibcurl_H
#endif
