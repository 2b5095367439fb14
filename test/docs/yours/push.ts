export declare const publicKey: string
export declare const privateKey: string
