export declare function getToken(options: { readonly refresh: boolean }): Promise<string>
