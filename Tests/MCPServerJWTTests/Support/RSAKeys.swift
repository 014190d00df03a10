#if JWT
/// Keys that were made for these tests and guard nothing else, since JWTKit makes no RSA keys.
enum RSAKeys {
    static let pem = """
        -----BEGIN PRIVATE KEY-----
        MIIEvgIBADANBgkqhkiG9w0BAQEFAASCBKgwggSkAgEAAoIBAQC5XCKRzQSHEkCI
        NCA9QsxAZWK85EHXDeN8Xj0o8jY/UuU2FJuSBY7vdquwgEFu97m4DZHcCJUDn3/+
        GwxEeeAkpvt304OmQ2EJApHyAvxE2fWsT2dJGvq/o87kwi71Knh2PUh/mssAZ0yb
        upsa1HWjPV0m/NAGyt7Y6fymbwgdUIw43KA6/6j3ARIb96WjX/IrVMxafBnmUGEA
        5xDYf52os7k51xkrvWE7dJMMCFxbmme96Lp6dr6Ez/XL7NUF9Y7AO80+ufnstlWz
        1zmwagOTc3Uhxg7Z4aJGC9ESuikVOS+Tc9keFhz6mUAq7KPJAEY0ChQkOF1rKAxs
        CU7XpSn5AgMBAAECggEADIoUlptxdnfAINax5aMKsUKKku+4GoXIgWXYqlf0XoVL
        l0R+n7q7iCyVgcuzYX/lsvNMDkAQYJ3eKUEIK+u4w5H+SgVnjwxY2KSxXddg3IGI
        Mp9ug84M74Dz4prWVWSJoKoVqPg+SmkykAhoLMD5slDY5+XLZuI7gB4YJuQ0/tKR
        0nXzmTIqQu5kOsJvp3Jru3IKV0GYtGkATVzSSuSS/K4zCOq76SvT8exEiny3gn98
        6GnGnCIdP3v8VRP/vHTmIa9+ueFHze+O+V8zdIbpRGKVjXFBaex0nG6jbqJZzY0z
        0lGi8sWHnZP3ERXbUBV6Sw/NMc+WISVYsIJr2Zvm1wKBgQD9XcOQwNTpPSjciL9u
        4crI4wDX01RWeLNI4tcg1Zmkl3qvJUkyx1qQ9QLQia6g778WwETrK0nl6AxxiJkR
        QsRtm7t5Wts4yLIVzLMkszmEsVaFnJpgFUaYuFDz/2eNjv6/6yNid7rm7WRJMsMn
        aaPgQxntUnhAoKwUMjEO+d4vewKBgQC7SWYHAmxgGW2M1/sgrTIB8F7wREsh+wqP
        ptFHP1VOijX3c6PhfVEb38Q3vW9Miz1eOC4LE+PPIw7/DE8C/iOOEX8tjngUBGG9
        S0jfrghZC4XT8l9InJkLD7jZte/uA8JtJPtsNCwg/5M4cjRgSMu7dH+KISE1m09u
        WI6i5HX4GwKBgQC5KoV6jPMNYn0yb144kxu4pO5AzVmduKiOY/oFLRYUjABFcGKG
        kdtGhUmBTp4pUA2/etTjacegFm7BqqrzSnB0CpSApD4CyeoctHVYJQOsTk6FZ2YL
        QoFNq6a+K7Jqak8Tw60gkZAupN/d/xNRAouZonCYWOU5ljMsr2HbKBGRcQKBgC7N
        xvuVdXQGpsP97bpazhaB9Zfh2Uziqd8Ad2hwwWbhT19JvPjLEov+vdCYPMpKOcnk
        DE2kaNgJEORYNR6wWD5WzQubgRKvjaV6vPl5SojGQmmXNoy05eJHyZBO0WkP83TH
        OzXtS+HrPOVsVP6C8rckBAOHB/+XkqAm7W5z3a9lAoGBAIJZ3IZfZYqrRH9WshDW
        BNwOkUzWLhFN5XnEqa3xkVT3NXF3QDgBBBUynGUsmmOukXMiaEFXdPTbqwdiqK79
        UUDCjCbdYMWTyuGgHurt2TrPvzsBeL+T3JpQ1ZiTNbJJsuexlO7UMho+D7w++9Qo
        z8hoDvnOkFLy/c0T33UkCi5J
        -----END PRIVATE KEY-----
        """

    /// A key of 1,024 bits, and a token that it has signed.
    static let small = """
        {"kty":"RSA","kid":"small","e":"AQAB","n":"\
        4aGroZFDax2hAc5rylycZDCbF_w7it2gZY9BLl0qI9KF869AbgujDu8DxlALaDbeSGJEVcCdl7OtKeHSKG45VWGcSai_pJgM0AUO\
        E2KwfYDEuDkJDJfKXXTGTiHRDqR1vyhQ_7P3qVJA0vViv9N5L7y3nKH8GyHMsT9uF3_C8U8"}
        """
    static let tokenOfSmall = """
        eyJhbGciOiJSUzI1NiIsImtpZCI6InNtYWxsIn0.eyJpc3MiOiJodHRwczovL2F1dGguZXhhbXBsZS5jb20iLCJhdWQiOiJodHRw\
        czovL21jcC5leGFtcGxlLmNvbS9tY3AiLCJzdWIiOiJhbGljZSIsImV4cCI6MTgwMDAwMDMwMH0.mZ-3X_iZyUuUvFyLwbYH1_z0\
        PDnrm8qNa4HoaD6rjt8kEFWrQ2OiKy8z5AnBD7hJ4um4o-QiRzf7cbr2UeZZS7kNl6BekO_eiIGXFpa0baVHxlJN5B7IsV219DPc\
        mXj5P_AmWEkDiad6-SRJRIw2frw9QBbamuDt9aLcZIicc7I
        """
}
#endif
